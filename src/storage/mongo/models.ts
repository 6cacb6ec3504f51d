import mongoose from 'mongoose';
import type { Entry } from '../../domain/entry.js';
import { entryFields } from './entry-schema.js';

/** One version of an entry under the batch that brought it: `_id` is the batch's token and the entry's key. */
export interface RowDocument {
  readonly _id: string;
  readonly key: string;
  /** Absent where the batch removes the entry. */
  readonly content?: string;
  readonly line: number;
  readonly entry?: Entry;
  /** Entry and cells as JSON where one of their texts is no well-formed Unicode, which BSON cannot hold. */
  readonly exact?: string;
  readonly raw?: readonly string[];
}

/** An import on its way or committed, by its token; or an undo, which takes a sequence number, too. */
export interface BatchDocument {
  readonly _id: string;
  readonly state: 'open' | 'committed' | 'given-up' | 'undo';
  /** The server's time of the last sign of life of an open batch, of the end of another. */
  readonly beat: Date;
  readonly sequence?: number;
  /** Of an undo: the batch that it takes back. */
  readonly undoes?: number;
  /** Whether the rows of a batch that was taken back have been deleted. */
  readonly cleared?: boolean;
  /** What is known of a batch, as JSON: its mapping has keys of the user's. */
  readonly body?: string;
}

/** A value that is read and written whole, as JSON; or a part of one, under a token and its number. */
export interface BodyDocument {
  readonly _id: string;
  readonly body: string;
}

export interface TokenDocument extends BodyDocument {
  readonly hash: string;
  readonly ordinal: number;
}

/** What there is one of in a store: its schema version, who may write, how many tokens were made, the release. */
export interface SingleDocument {
  readonly _id: string;
  readonly version?: number;
  readonly holder?: string | null;
  readonly beat?: number;
  readonly count?: number;
  /** Of the release: its hash, and the token of its parts. */
  readonly hash?: string;
  readonly token?: string;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

/** The collections, the fields of their documents, and the indexes that they need beside that of `_id`. */
export const layout = {
  rows: {
    fields: {
      _id: text,
      key: text,
      content: String,
      line: number,
      entry: entryFields(),
      exact: String,
      raw: [String],
    },
    indexes: [
      { of: { key: 1 }, unique: false, sparse: false },
      { of: { 'entry.contributor': 1 }, unique: false, sparse: true },
    ],
  },
  batches: {
    fields: {
      _id: text,
      state: text,
      beat: Date,
      sequence: Number,
      undoes: Number,
      cleared: Boolean,
      body: String,
    },
    indexes: [
      { of: { sequence: 1 }, unique: true, sparse: true },
      { of: { state: 1 }, unique: false, sparse: false },
    ],
  },
  findings: { fields: { _id: text, body: text }, indexes: [] },
  profiles: { fields: { _id: text, body: text }, indexes: [] },
  mappings: { fields: { _id: text, body: text }, indexes: [] },
  tokens: {
    fields: { _id: text, hash: text, ordinal: number, body: text },
    indexes: [{ of: { hash: 1 }, unique: true, sparse: false }],
  },
  singles: {
    fields: {
      _id: text,
      version: Number,
      holder: String,
      beat: Number,
      count: Number,
      hash: String,
      token: String,
    },
    indexes: [],
  },
  releases: { fields: { _id: text, body: text }, indexes: [] },
} as const satisfies Record<
  string,
  {
    fields: Readonly<Record<string, unknown>>;
    indexes: readonly { of: Record<string, 1>; unique: boolean; sparse: boolean }[];
  }
>;

interface Documents {
  rows: RowDocument;
  batches: BatchDocument;
  findings: BodyDocument;
  profiles: BodyDocument;
  mappings: BodyDocument;
  tokens: TokenDocument;
  singles: SingleDocument;
  releases: BodyDocument;
}

export type CollectionName = keyof Documents;

/** For what a caller names: mongoose casts values and lets no operator of theirs into a filter. */
export type Models = { readonly [Name in CollectionName]: mongoose.Model<Documents[Name]> };

/** For our own filters and for many documents at once: the driver's collections, without casts. */
export type RawCollections = {
  readonly [Name in CollectionName]: mongoose.mongo.Collection<Documents[Name]>;
};

/** The driver's collections of a connection that is open. */
export function rawOf(driver: mongoose.Connection): RawCollections {
  const database = driver.getClient().db(driver.name);
  const all = Object.keys(layout).map((name) => [name, database.collection(name)]);
  return Object.fromEntries(all) as RawCollections;
}

/** Fields that are made from the domain's schemas have no type that the library could check. */
const Schema = mongoose.Schema as unknown as new (fields: unknown, options: object) => unknown;

/** The models of a connection, under the names of their collections. */
export function modelsOf(driver: mongoose.Connection): Models {
  const models = Object.entries(layout).map(([name, { fields }]) => {
    return [name, driver.model(name, new Schema(fields, { collection: name, versionKey: false }) as never)];
  });
  return Object.fromEntries(models) as Models;
}
