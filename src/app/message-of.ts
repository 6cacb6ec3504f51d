import type { Worker } from 'node:worker_threads';

/**
 * The first message of a thread. Fails as the thread does, also where it ends without one.
 *
 * @param does what it does, for who reads that it ended
 */
export function messageOf<Message>(thread: Worker, does: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
    thread.once('exit', (code) => {
      reject(new Error(`the thread that ${does} ended with ${code}`));
    });
  });
}
