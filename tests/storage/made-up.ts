import { createHash } from 'node:crypto';
import type { Batch, BatchStart, FateCounts } from '../../src/domain/batch.js';
import type { Entry } from '../../src/domain/entry.js';
import type { Candidate, Finding, Settlement, Store, StoredEntry } from '../../src/domain/ports.js';

export const start: BatchStart = {
  file: 'offers.csv',
  source: 'offers',
  mapping: { role: ['Job title'], pay: ['From', 'To'] },
  set: { currency: 'EUR' },
  columns: ['Job title', 'From', 'To'],
  contributors: 'importer',
  importer: 'me',
  at: '2026-01-31T09:30:00.000Z',
};

export const noCounts: FateCounts = {
  rows: 0,
  accepted: 0,
  updated: 0,
  duplicate: 0,
  quarantined: 0,
  rejected: 0,
};

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The key of the row that a source calls `id`. */
export function keyOf(id: string | number): string {
  return digest(`key ${id}`);
}

/** A candidate whose key follows from `id` and whose content follows from its entry. */
export function candidate(id: string | number, entry: Entry = { role: 'SRE' }, line = 2): Candidate {
  return {
    key: keyOf(id),
    content: digest(JSON.stringify(entry)),
    line,
    entry,
    raw: [entry.role ?? '', String(entry.payMin ?? ''), ''],
  };
}

/** Candidates `from` up to, not with, `to`, on the lines of a file that holds nothing else. */
export function candidates(from: number, to: number, entry: Entry = { role: 'SRE' }): Candidate[] {
  return Array.from({ length: to - from }, (_, i) => candidate(from + i, entry, i + 2));
}

export function rejected(line: number): Finding {
  return {
    line,
    fate: 'rejected',
    problems: [{ column: 'From', found: '-5', expected: 'a pay above zero', fix: 'Mend the cell.' }],
    raw: ['SRE', '-5', ''],
  };
}

/** Imports candidates and findings as one batch. */
export async function importBatch(
  store: Store,
  rows: readonly Candidate[],
  findings: readonly Finding[] = [],
): Promise<{ batch: Batch; settlement: Settlement }> {
  const writer = await store.openBatch(start);
  await writer.add(rows);
  if (findings.length > 0) await writer.addFindings(findings);
  const settlement = await writer.settle();
  const batch = await writer.commit(countsOf(settlement), 'abc');
  return { batch, settlement };
}

export function countsOf({ accepted, updated, duplicate }: Settlement): FateCounts {
  return { ...noCounts, rows: accepted + updated + duplicate, accepted, updated, duplicate };
}

export async function collect<Item>(chunks: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const chunk of chunks) items.push(...chunk);
  return items;
}

/** All current entries. */
export function dump(store: Store): Promise<StoredEntry[]> {
  return collect(store.entries());
}
