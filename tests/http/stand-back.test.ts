import { existsSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { messageOf } from '../../src/app/message-of.js';

const built = join(__dirname, '../../dist/stand-back.js');

/** A thread that stands back, and one that it opens. */
const standing = `
  const { parentPort, Worker } = require('node:worker_threads');
  const { getPriority } = require('node:os');
  import(${JSON.stringify(built)}).then(({ standBack }) => {
    standBack();
    const own = getPriority();
    const next = new Worker("require('node:worker_threads').parentPort.postMessage(require('node:os').getPriority())", { eval: true });
    next.once('message', (inner) => parentPort.postMessage([own, inner]));
  });
`;

test('a thread stands back with those that it opens, and the one that answers does not', async () => {
  if (!existsSync(built)) throw new Error('dist is not built: run npm run build');
  const before = getPriority();
  const niceness = await messageOf<number[]>(new Worker(standing, { eval: true }), 'stands back');
  const behind = process.platform === 'linux' ? Math.max(10, before) : before;
  expect(niceness).toEqual([behind, behind]);
  expect(getPriority()).toBe(before);
});
