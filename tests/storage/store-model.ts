import type { Candidate } from '../../src/domain/ports.js';

interface Version {
  readonly key: string;
  readonly content: string;
  readonly batch: number;
  readonly line: number;
  until: number | null;
}

interface ModelBatch {
  readonly id: number;
  undone: number | null;
}

/** What a store is, in the fewest words: the oracle that adapters are compared with. */
export class StoreModel {
  sequence = 0;
  readonly batches: ModelBatch[] = [];
  private versions: Version[] = [];

  current(): Version[] {
    return this.versions
      .filter(({ until }) => until === null)
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  settle(
    rows: readonly Candidate[],
    removals: readonly string[],
    commit: boolean,
  ): [accepted: number, updated: number, duplicate: number, removed: number] {
    const id = this.sequence + 1;
    const entering: Version[] = [];
    const replaced: Version[] = [];
    for (const { key, content, line } of rows) {
      const current = this.versions.find((version) => version.key === key && version.until === null);
      if (entering.some((version) => version.key === key) || current?.content === content) continue;
      if (current) replaced.push(current);
      entering.push({ key, content, line, batch: id, until: null });
    }
    const removed = this.current().filter(({ key }) => removals.includes(key));
    if (commit) {
      for (const version of [...replaced, ...removed]) version.until = id;
      this.versions.push(...entering);
      this.batches.push({ id, undone: null });
      this.sequence = id;
    }
    const [accepted, updated] = [entering.length - replaced.length, replaced.length];
    return [accepted, updated, rows.length - entering.length, removed.length];
  }

  /** Whether the batch could be taken back. */
  undo(id: number): boolean {
    const batch = this.batches.find((other) => other.id === id);
    const edited = this.versions.some((version) => version.batch === id && version.until !== null);
    const cameAgain = this.versions.some(
      ({ key, until }) =>
        until === id && this.versions.some((later) => later.key === key && later.batch > id),
    );
    if (!batch || batch.undone !== null || edited || cameAgain) return false;
    this.versions = this.versions.filter((version) => version.batch !== id);
    for (const version of this.versions) if (version.until === id) version.until = null;
    batch.undone = ++this.sequence;
    return true;
  }
}
