/** What a thread does first whose work waits for nobody. */
import { getPriority, setPriority } from 'node:os';

const NICENESS = 10;

/**
 * Lets the threads that answer go before this one, and those that it opens, where they share a processor. Only Linux
 * knows the niceness of a thread; elsewhere it would be that of the whole process, which is left as it is.
 */
export function standBack(): void {
  if (process.platform !== 'linux') return;
  try {
    if (getPriority() < NICENESS) setPriority(NICENESS);
  } catch {
    // A sandbox may forbid it: then all go alike.
  }
}
