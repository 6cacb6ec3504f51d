/**
 * Runs the steps of the Dockerfile in folders that stand for its images, from a fresh clone, and asks what comes out of
 * them for /readyz; has `docker compose` check compose.yaml where it is there. Prints a line each.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { urlOf } from '../../tests/support/server-process.js';

const LIMIT_MS = 60_000;

/** The folder that stands for an image's root, and what its steps have set. */
interface Image {
  readonly root: string;
  workdir: string;
  entrypoint: string[];
  readonly env: Record<string, string>;
}

/** Instructions with their continuation lines joined. */
function instructionsOf(dockerfile: string): (readonly [name: string, rest: string])[] {
  const lines = dockerfile.replace(/\\\n/g, ' ').split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', ...rest] = line.split(/\s+/);
      return [name, rest.join(' ')] as const;
    });
}

/** A path of an image, as a path of this machine. */
function inside(image: Image, path: string): string {
  return join(image.root, path.startsWith('/') ? path : join(image.workdir, path));
}

function copy(
  words: readonly string[],
  image: Image,
  clone: string,
  images: ReadonlyMap<string, Image>,
): void {
  const from = /^--from=(.+)$/.exec(words[0]!)?.[1];
  const paths = from === undefined ? words : words.slice(1);
  const to = paths.at(-1)!;
  for (const path of paths.slice(0, -1)) {
    const source = from === undefined ? join(clone, path) : inside(images.get(from)!, path);
    const target = inside(image, to);
    const intoFolder = to.endsWith('/') && !statSync(source).isDirectory();
    cpSync(source, intoFolder ? join(target, basename(path)) : target, { recursive: true });
  }
}

function take(
  [name, rest]: readonly [string, string],
  image: Image,
  clone: string,
  images: Map<string, Image>,
): void {
  if (name === 'WORKDIR') {
    image.workdir = rest;
    mkdirSync(inside(image, '.'), { recursive: true });
  } else if (name === 'COPY') copy(rest.split(' '), image, clone, images);
  else if (name === 'RUN') {
    const env = { ...process.env, ...image.env };
    execFileSync('sh', ['-c', rest], {
      cwd: inside(image, '.'),
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } else if (name === 'ENV') {
    const [key = '', value = ''] = rest.split('=');
    image.env[key] = value;
  } else if (name === 'ENTRYPOINT') image.entrypoint = JSON.parse(rest) as string[];
}

/** Does all steps, an image after the other, and gives the last one. */
function build(clone: string, folder: string): Image {
  const images = new Map<string, Image>();
  let image: Image | undefined;
  for (const instruction of instructionsOf(readFileSync(join(clone, 'Dockerfile'), 'utf8'))) {
    if (instruction[0] === 'FROM') {
      const name = / AS (\S+)/i.exec(instruction[1])?.[1] ?? `image-${images.size}`;
      image = { root: join(folder, name), workdir: '/', entrypoint: [], env: {} };
      images.set(name, image);
    } else take(instruction, image!, clone, images);
  }
  return image!;
}

/** What a server that the image's entry point starts says at /readyz. */
async function readinessOf(image: Image, store: string): Promise<unknown> {
  const [program = '', ...words] = image.entrypoint;
  const serve = ['serve', '--host', '127.0.0.1', '--port', '0', '--store', store, '--json'];
  const env = { ...process.env, ...image.env };
  const child = spawn(program, [...words, ...serve], {
    cwd: inside(image, '.'),
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const url = await urlOf(child.stdout);
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(LIMIT_MS) });
    return await answer.json();
  } finally {
    child.kill();
  }
}

function checkCompose(): string {
  try {
    execFileSync('docker', ['compose', 'version'], { stdio: 'ignore' });
  } catch {
    return 'skipped: docker compose config of compose.yaml, there is no docker compose here';
  }
  execFileSync('docker', ['compose', 'config', '--quiet'], { stdio: 'inherit' });
  return 'compose.yaml: docker compose config accepts it';
}

const folder = mkdtempSync(join(tmpdir(), 'market-worth-container-'));
try {
  console.log(checkCompose());
  const clone = join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', '.', clone]);
  const readiness = await readinessOf(build(clone, folder), `file:${join(folder, 'store.db')}`);
  const ready = (readiness as { ready?: unknown }).ready === true;
  console.log(
    `Dockerfile: its steps in a fresh clone make a server that is ${ready ? 'ready' : 'NOT READY'}`,
  );
  if (!ready) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
