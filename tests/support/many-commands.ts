import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
}

/** Runs commands of the built command line one after the other, in one process of its own, over a store. */
export async function runCommands(store: string, commands: readonly (readonly string[])[]): Promise<Ended[]> {
  const child = spawn(process.execPath, ['scripts/test/many-commands.js', store], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  child.stdin.end(commands.map((words) => `${JSON.stringify(words)}\n`).join(''));
  const ended: Ended[] = [];
  for await (const line of createInterface({ input: child.stdout })) ended.push(JSON.parse(line) as Ended);
  await closed;
  if (ended.length !== commands.length)
    throw new Error(`${ended.length} of ${commands.length} commands ended`);
  return ended;
}
