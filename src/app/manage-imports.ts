import { MarketWorthError } from '../core/errors.js';
import type { Batch } from '../domain/batch.js';
import type { Finding } from '../domain/ports.js';
import type { AppContext } from './context.js';

/** Entries added by hand come in batches, too; those have no file and no columns. */
const isImport = ({ columns }: Batch): boolean => columns.length > 0;

/** Every import that was committed, the oldest first; those taken back say so. */
export async function listImports({ store }: AppContext): Promise<Batch[]> {
  return (await store.batches()).filter(isImport);
}

/** One import and the rows of it that stayed outside. Fails with BATCH_NOT_FOUND. */
export async function showImport(
  id: number,
  { store }: AppContext,
): Promise<{ batch: Batch; findings: AsyncIterable<readonly Finding[]> }> {
  const batch = await store.batch(id);
  if (!batch || !isImport(batch)) {
    throw new MarketWorthError(
      'BATCH_NOT_FOUND',
      `There is no import ${id}. \`market-worth imports\` lists those there are.`,
    );
  }
  return { batch, findings: store.findings(id) };
}

/** Takes an import back. Fails with BATCH_NOT_FOUND, or UNDO_REFUSED where a later import edited its rows. */
export async function undoImport(id: number, context: AppContext): Promise<Batch> {
  await showImport(id, context);
  return context.store.undo(id);
}
