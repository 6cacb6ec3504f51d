import type { EntryPlace, StoredEntry } from '../domain/ports.js';
import { allRows } from '../market/take-rows.js';
import { InterviewsBuilder } from '../market/skills/interview-columns.js';
import { passCounts } from '../market/skills/pass-rates.js';
import type { PassCounts } from '../market/skills/rates.js';
import type { AppContext } from './context.js';

const PAGE = 1000;
/** Of more the newest count: nobody has as many interviews, but whoever imports for others may have as many rows. */
const MOST = 10_000;

/** What was asked and passed in the asker's own interviews, read from the store, which gives nobody else's. */
export async function passesInStore({ store, person }: AppContext): Promise<PassCounts> {
  const builder = new InterviewsBuilder();
  let after: EntryPlace | undefined;
  for (let read = 0; read < MOST; read += PAGE) {
    const page: StoredEntry[] = await store.entriesOf(person, PAGE, after);
    builder.add(page);
    after = page.at(-1);
    if (page.length < PAGE) break;
  }
  const interviews = builder.take();
  return passCounts(interviews, allRows(interviews.rows));
}
