import { MarketWorthError } from '../core/errors.js';
import type { Batch, FateCounts } from '../domain/batch.js';
import type { BatchWriter, Settlement, Store } from '../domain/ports.js';
import { identityOf, recordText, startOf } from './batch-record.js';

/** What a store's log says was done under one sequence number. */
interface Step {
  readonly sequence: number;
  readonly batch: Batch;
  readonly undoes: boolean;
}

/** Imports and undos in the order in which they were done. */
function stepsOf(batches: readonly Batch[]): Step[] {
  const imports = batches.map((batch) => ({ sequence: batch.id, batch, undoes: false }));
  const undos = batches.flatMap((batch) =>
    batch.undone === null ? [] : { sequence: batch.undone, batch, undoes: true },
  );
  return [...imports, ...undos].sort((a, b) => a.sequence - b.sequence);
}

/**
 * Whether imports and undos of `there` are the first ones of `from`, number by number, so that the others can follow
 * under the numbers that they have.
 */
export function isBeginningOf(
  from: readonly Batch[],
  { batches, sequence }: { readonly batches: readonly Batch[]; readonly sequence: number },
): boolean {
  const asOfThen = from
    .filter(({ id }) => id <= sequence)
    .map((batch) => ({ ...batch, undone: (batch.undone ?? Infinity) <= sequence ? batch.undone : null }));
  return (
    asOfThen.length === batches.length &&
    asOfThen.every((batch, i) => recordText(batch) === recordText(batches[i]!))
  );
}

/** Rows that a batch brought and that are in the target already as they are count as duplicates there. */
function countsOf({ counts }: Batch, { accepted, updated, duplicate }: Settlement): FateCounts {
  return { ...counts, accepted, updated, duplicate: counts.duplicate + duplicate };
}

async function pour(batch: Batch, from: Store, writer: BatchWriter): Promise<number> {
  let rows = 0;
  for await (const { candidates, removed } of from.rowsOf(batch.id)) {
    rows += candidates.length;
    await writer.add(candidates);
    await writer.remove(removed);
  }
  return rows;
}

async function copyBatch(batch: Batch, from: Store, to: Store): Promise<Batch> {
  const writer = await to.openBatch(startOf(batch));
  try {
    for await (const findings of from.findings(batch.id)) await writer.addFindings(findings);
    const live = batch.undone === null;
    const rows = live ? await pour(batch, from, writer) : 0;
    if (live && rows !== batch.counts.accepted + batch.counts.updated) {
      throw new MarketWorthError(
        'COPY_DIFFERS',
        `${from.location}: import ${batch.id} was taken back while it was copied. Run the same command again.`,
      );
    }
    const settled = await writer.settle();
    // The rows of an import that was taken back are gone; what it counted stays on record.
    return await writer.commit(live ? countsOf(batch, settled) : batch.counts, batch.sha256);
  } finally {
    await writer.abort();
  }
}

/**
 * Does again in `to` what was done in `from`, in order: each import with its rows, each undo. What `to` has done
 * already, by itself or in a copy that was broken off, it does not do again. Gives the number of imports and undos done.
 */
export async function copyBatches(
  batches: readonly Batch[],
  from: Store,
  to: Store,
  onProgress: (rows: number) => void,
): Promise<number> {
  const known = new Map<string, Batch[]>();
  for (const batch of await to.batches()) {
    const name = identityOf(batch);
    known.set(name, [...(known.get(name) ?? []), batch]);
  }
  const counterparts = new Map<number, Batch>();
  let [rows, done] = [0, 0];
  for (const { batch, undoes } of stepsOf(batches)) {
    const there = undoes ? counterparts.get(batch.id)! : known.get(identityOf(batch))?.shift();
    if (undoes ? there!.undone === null : there === undefined) done++;
    if (!undoes) counterparts.set(batch.id, there ?? (await copyBatch(batch, from, to)));
    else if (there!.undone === null) await to.undo(there!.id);
    if (!undoes) onProgress((rows += batch.counts.rows));
  }
  return done;
}
