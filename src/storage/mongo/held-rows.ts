import mongoose from 'mongoose';
import { ascendingOrder } from '../../stats/ascending-order.js';
import type { RowDocument } from './models.js';
import { keyOf, TOKEN_DIGITS } from './rows.js';

const { BSON } = mongoose.mongo;

const ROWS_A_CHUNK = 1000;
/** An answer is smaller. */
const MOST_BYTES_AN_ANSWER = 2 ** 26;
/** BSON: the document's size, the first element's type, its name and the size of its text stand before the text. */
const ID_AT = 4 + 1 + '_id\0'.length + 4;
/** The bytes of that name. */
const ID_NAME = 0x5f696400;
/** So many digits are exact as a number; rows that share them share their key, but for one in billions. */
const DIGITS_COMPARED = 12;

/**
 * Rows as a server sends them, held as the bytes they are and given out in key order. An object a row would take three
 * times the memory.
 */
export class HeldRows<Row extends Pick<RowDocument, '_id' | 'key'>> {
  private readonly answers: Buffer[] = [];
  /** Where each row begins: which answer, and where in it. */
  private readonly places: number[] = [];
  /** What each row's key begins with. */
  private readonly heads: number[] = [];

  /** Holds an answer's documents, each with its `_id` first, as servers store and send them. */
  add(documents: readonly Uint8Array[]): void {
    const answer = Buffer.concat(documents);
    let place = this.answers.push(answer) * MOST_BYTES_AN_ANSWER - MOST_BYTES_AN_ANSWER;
    let at = ID_AT;
    for (const { length } of documents) {
      this.places.push(place);
      if (answer.readUInt32BE(at - 8) !== ID_NAME) throw new Error('the server sent a row without _id first');
      const key = at + TOKEN_DIGITS;
      this.heads.push(parseInt(answer.toString('latin1', key, key + DIGITS_COMPARED), 16));
      place += length;
      at += length;
    }
  }

  /** All rows, in chunks; those of a key stay together. */
  *inOrder(): Generator<Row[]> {
    const order = ascendingOrder(Float64Array.from(this.heads));
    for (let from = 0, to: number; from < order.length; from = to) {
      for (to = Math.min(from + ROWS_A_CHUNK, order.length); to < order.length; to++) {
        if (this.heads[order[to]!] !== this.heads[order[to - 1]!]) break;
      }
      const rows = Array.from(order.subarray(from, to), (index) => this.rowOf(index));
      yield rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    }
  }

  private rowOf(index: number): Row {
    const place = this.places[index]!;
    const answer = this.answers[Math.floor(place / MOST_BYTES_AN_ANSWER)]!;
    const at = place % MOST_BYTES_AN_ANSWER;
    const row = BSON.deserialize(answer.subarray(at, at + answer.readInt32LE(at))) as Row;
    return Object.assign(row, { key: keyOf(row._id) });
  }
}
