/** Servers as processes of their own: the product's over a store, and a bare one to compare it with. */
import { spawn } from 'node:child_process';
import { clearTimeout, setTimeout } from 'node:timers';

const SAYS_MS = 120_000;

/** Starts a server that says its address as JSON; gives the address, its process, and what ends it. */
async function start(words, env) {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const url = await new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`${words[0]} does not say where it listens`)), SAYS_MS);
    child.stdout.on('data', (part) => {
      said += part;
      if (!said.includes('}')) return;
      clearTimeout(late);
      resolve(JSON.parse(said).url);
    });
    child.once('close', (code) => reject(new Error(`${words[0]} ended with ${code}: ${said}`)));
  });
  const stop = async () => {
    child.kill();
    await closed;
  };
  return { url, pid: child.pid, stop };
}

/** The product over the store of a folder, its snapshots kept there. */
export function serveProduct(folder) {
  const words = ['dist/main.js', 'serve', '--port', '0', '--json', '--store', `file:${folder}/store.db`];
  return start(words, { MARKET_WORTH_CACHE: `${folder}/cache` });
}

/** One Express route that returns a constant of so many bytes. */
export function serveConstant(bytes) {
  return start(['scripts/bench/bare-route.js', String(bytes)], {});
}
