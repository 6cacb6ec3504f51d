import type { Batch, BatchStart, FateCounts } from '../../domain/batch.js';
import type { Finding } from '../../domain/ports.js';
import type { Connection } from './connection.js';
import { busy, isDuplicateKey } from './failures.js';
import type { BatchDocument, BodyDocument } from './models.js';
import { idsOf } from './rows.js';

type Body = Omit<Batch, 'id' | 'undone'>;

/** Committed batches by their number, the oldest first. */
export async function readBatches(connection: Connection): Promise<Batch[]> {
  const batches = connection.raw.batches;
  const steps = await connection.attempt(() =>
    batches
      .find<BatchDocument>({ sequence: { $gt: 0 } })
      .sort({ sequence: 1 })
      .toArray(),
  );
  const undone = new Map(steps.map(({ undoes, sequence }) => [undoes, sequence!]));
  return steps
    .filter(({ undoes }) => undoes === undefined)
    .map(({ sequence: id, body }) => ({
      ...(JSON.parse(body!) as Body),
      id: id!,
      undone: undone.get(id) ?? null,
    }));
}

/** One batch and its token, or undefined. */
export async function readBatch(
  connection: Connection,
  id: number,
): Promise<{ batch: Batch; token: string } | undefined> {
  const { batches } = connection.models;
  const found = await connection.attempt(() =>
    batches
      .find({ sequence: id })
      .lean<BatchDocument[]>()
      .exec()
      .then(([first]) => first),
  );
  if (found?.body === undefined) return undefined;
  const undo = await connection.attempt(() =>
    batches
      .findOne({ _id: undoIdOf(id) })
      .lean<BatchDocument>()
      .exec(),
  );
  const batch = { ...(JSON.parse(found.body) as Body), id, undone: undo?.sequence ?? null };
  return { batch, token: found._id };
}

/** An undo is a document of its own; its id lets a batch be taken back once. */
export function undoIdOf(id: number): string {
  return `undo of ${id}`;
}

/**
 * Makes a batch visible under a number, by the update of one document. Fails with STORE_BUSY where another writer took
 * that number or gave the batch up, which needs the lease to have run out.
 */
export async function commitBatch(
  connection: Connection,
  token: string,
  id: number,
  start: BatchStart,
  counts: FateCounts,
  sha256: string,
): Promise<Batch> {
  const batches = connection.raw.batches;
  const body = { ...start, sha256, counts };
  const committed = await connection.attempt(async () => {
    try {
      return await batches.findOneAndUpdate(
        { _id: token, $or: [{ state: 'open' }, { state: 'committed', sequence: id }] },
        {
          $set: { state: 'committed', sequence: id, body: JSON.stringify(body) },
          $currentDate: { beat: true },
        },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return null;
    }
  });
  if (!committed)
    throw busy(connection.location, 'this import was silent for so long that another writer came in');
  return { ...body, id, undone: null };
}

const NUMBER_DIGITS = 12;
const FINDINGS_A_CHUNK = 500;

/** Findings under a token; `from` is how many it has already. Their ids are in line order. */
export async function writeFindings(
  connection: Connection,
  token: string,
  findings: readonly Finding[],
  from: number,
): Promise<void> {
  if (findings.length === 0) return;
  const padded = (number: number): string => String(number).padStart(NUMBER_DIGITS, '0');
  const documents = findings.map((finding, i) => ({
    _id: `${token}${padded(finding.line)}${padded(from + i)}`,
    body: JSON.stringify(finding),
  }));
  await connection.attempt(() =>
    connection.raw.findings.insertMany(documents, { ordered: false }).catch((error: unknown) => {
      // A try before whose answer was lost has written them.
      if (!isDuplicateKey(error)) throw error;
    }),
  );
}

/** The findings of a batch in line order, in chunks; they never change. */
export async function* readFindings(connection: Connection, id: number): AsyncGenerator<Finding[]> {
  const found = await readBatch(connection, id);
  if (!found) return;
  const findings = connection.raw.findings;
  for (let after = ''; ;) {
    const page = await connection.attempt(() =>
      findings
        .find<BodyDocument>({ _id: idsOf(found.token, after) })
        .sort({ _id: 1 })
        .limit(FINDINGS_A_CHUNK)
        .toArray(),
    );
    if (page.length === 0) return;
    yield page.map(({ body }) => JSON.parse(body) as Finding);
    after = page.at(-1)!._id.slice(found.token.length);
  }
}
