import { join } from 'node:path';
import { copyStore } from '../../src/app/copy-store.js';
import { askWorth } from '../../src/app/estimate-worth.js';
import { importOffers } from '../../src/app/import-offers.js';
import { createMarketSource } from '../../src/app/market-source.js';
import type { StoreContent } from '../../src/app/store-content.js';
import type { WorthRequest } from '../../src/app/understand-query.js';
import { randomInt, seededRandom } from '../../src/core/random.js';
import type { Entry } from '../../src/domain/entry.js';
import type { Store } from '../../src/domain/ports.js';
import type { ByteSource, IngestOptions } from '../../src/ingest/csv-import.js';
import { openEmbeddedStore } from '../../src/storage/embedded/embedded-store.js';
import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { contextOf } from './ingest-tools.js';

/** Questions about people like those of some entries. */
async function profilesOf(store: Store, count: number, seed: number): Promise<WorthRequest[]> {
  const entries: Entry[] = [];
  for await (const chunk of store.entries()) entries.push(...chunk.map(({ entry }) => entry));
  const draw = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const { role, level, country, years, skills } = entries[randomInt(draw, entries.length)]!;
    return { role, level, country, years, skills: skills?.slice(0, 2) };
  });
}

/** The answers with their names, as text. */
async function answersOf(store: Store, profiles: readonly WorthRequest[]): Promise<string[]> {
  const context = contextOf(store);
  const market = createMarketSource(context);
  const answers: string[] = [];
  for (const profile of profiles) {
    const answer = await askWorth(profile, context, market);
    answers.push(`${answer.version} ${JSON.stringify(answer.work())}`);
  }
  return answers;
}

/** What a copy from a file to MongoDB and back showed. */
export interface CopiedBack {
  readonly there: StoreContent;
  readonly back: StoreContent;
  /** How many of the profiles have another answer in MongoDB, and in the file that came back. */
  readonly differ: readonly [there: number, back: number];
  readonly answers: number;
}

async function compareAnswers(
  [first, there, back]: readonly [Store, Store, Store],
  count: number,
): Promise<Pick<CopiedBack, 'differ' | 'answers'>> {
  const profiles = await profilesOf(first, count, 1);
  const expected = await answersOf(first, profiles);
  const differing = async (store: Store): Promise<number> =>
    (await answersOf(store, profiles)).filter((answer, i) => answer !== expected[i]).length;
  return { differ: [await differing(there), await differing(back)], answers: expected.length };
}

/** Imports a file into an embedded store in a folder, copies that to MongoDB and from there to another file. */
export async function copyThereAndBack(
  source: ByteSource,
  ingest: IngestOptions,
  mongo: string,
  folder: string,
  profiles: number,
): Promise<CopiedBack> {
  const open = (name: string): Promise<Store> => openEmbeddedStore(join(folder, `${name}.db`));
  const stores = [await open('first'), await openMongoStore(mongo), await open('back')] as const;
  try {
    const request = { ingest, contributors: 'each-row', dryRun: false, strict: false } as const;
    await importOffers(source, request, contextOf(stores[0]));
    const { content: there } = await copyStore(stores[0], stores[1], { merge: false });
    const { content: back } = await copyStore(stores[1], stores[2], { merge: false });
    return { there, back, ...(await compareAnswers(stores, profiles)) };
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}
