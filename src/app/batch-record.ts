import type { Batch, BatchStart } from '../domain/batch.js';

/** What was known of an import before its rows were read. */
export function startOf(batch: Batch): BatchStart {
  const { file, source, mapping, set, columns, contributors, importer, at } = batch;
  return { file, source, mapping, set, columns, contributors, importer, at };
}

/** Names an import by all that is known of it but its number: what and whose, and the moment it began. */
export function identityOf(batch: Batch): string {
  return JSON.stringify([startOf(batch), batch.sha256]);
}

/** All of an import's record as text; equal records are equal texts. */
export function recordText(batch: Batch): string {
  const { id, undone, counts } = batch;
  const { rows, accepted, updated, duplicate, quarantined, rejected } = counts;
  const fates = [rows, accepted, updated, duplicate, quarantined, rejected];
  return JSON.stringify([id, undone, identityOf(batch), fates]);
}
