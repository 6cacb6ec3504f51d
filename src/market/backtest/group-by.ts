import { standardPercentiles } from '../../domain/worth-query.js';
import { quantileOfSorted } from '../../stats/weighted-quantile.js';
import { Scoreboard } from './scoreboard.js';

/** A column to group by: a whole number a row, below `size`. */
export interface GroupColumn {
  readonly name: string;
  readonly codes: Uint32Array;
  readonly size: number;
}

/** A smaller group gives way to the next wider one. */
const LEAST_ROWS = 15;
const FOLDS = 5;
/** Every order of up to so many columns is tried; of more, the order is found greedily. */
const EVERY_ORDER_UP_TO = 4;

/** Quantiles of the groups of some rows, nested: the first column alone, the first two together, and so on. */
class NestedGroups {
  readonly #depths: { readonly ids: Int32Array; readonly members: readonly (readonly number[])[] }[] = [];
  readonly #forecasts = new Map<readonly number[], number[]>();

  /** @param isTraining whether a row's pay may be used */
  constructor(
    columns: readonly GroupColumn[],
    private readonly logPay: Float64Array,
    isTraining: (row: number) => boolean,
  ) {
    let ids = new Int32Array(logPay.length);
    this.#push(ids, 1, isTraining);
    for (const { codes, size } of columns) {
      const known = new Map<number, number>();
      const finer = new Int32Array(logPay.length);
      for (let row = 0; row < finer.length; row++) {
        const key = ids[row]! * size + codes[row]!;
        let id = known.get(key);
        if (id === undefined) known.set(key, (id = known.size));
        finer[row] = id;
      }
      ids = finer;
      this.#push(ids, known.size, isTraining);
    }
  }

  #push(ids: Int32Array, count: number, isTraining: (row: number) => boolean): void {
    const members = Array.from({ length: count }, (): number[] => []);
    for (let row = 0; row < ids.length; row++)
      if (isTraining(row)) members[ids[row]!]!.push(this.logPay[row]!);
    this.#depths.push({ ids, members });
  }

  /** Logs of the standard percentiles of the deepest group of a row that has enough members, else of all. */
  forecast(row: number): number[] {
    const deep = this.#depths.findLast(({ ids, members }) => members[ids[row]!]!.length >= LEAST_ROWS);
    const members = deep ? deep.members[deep.ids[row]!]! : this.#depths[0]!.members[0]!;
    const known = this.#forecasts.get(members);
    if (known) return known;
    const sorted = Float64Array.from(members).sort();
    const forecast = standardPercentiles.map((percentile) =>
      quantileOfSorted(sorted.length, (i) => sorted[i]!, percentile / 100, 'hf7'),
    );
    this.#forecasts.set(members, forecast);
    return forecast;
  }
}

/** Mean pinball loss of an order of columns over the training rows, each forecast without its own fold. */
function crossValidated(order: readonly GroupColumn[], logPay: Float64Array, training: number): number {
  const board = new Scoreboard();
  for (let fold = 0; fold < FOLDS; fold++) {
    const groups = new NestedGroups(order, logPay, (row) => row < training && row % FOLDS !== fold);
    for (let row = fold; row < training; row += FOLDS) board.add(logPay[row]!, groups.forecast(row));
  }
  return board.score().pinball;
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

function best(orders: readonly GroupColumn[][], logPay: Float64Array, training: number): GroupColumn[] {
  const losses = orders.map((order) => crossValidated(order, logPay, training));
  return orders[losses.indexOf(Math.min(...losses))]!;
}

function bestOrder(columns: readonly GroupColumn[], logPay: Float64Array, training: number): GroupColumn[] {
  if (columns.length <= EVERY_ORDER_UP_TO) return best(permutations(columns), logPay, training);
  let order: GroupColumn[] = [];
  while (order.length < columns.length) {
    const left = columns.filter((column) => !order.includes(column));
    order = best(
      left.map((column) => [...order, column]),
      logPay,
      training,
    );
  }
  return order;
}

/**
 * The answer people use today: quantiles (type 7) of the deepest group with at least 15 training rows, the order of
 * the columns chosen by cross-validation on the training rows.
 *
 * @param columns over the training rows and, after them, the rows to forecast
 * @param training how many rows are training rows
 * @returns a forecast of any row: natural logs of the standard percentiles
 */
export function groupByForecast(
  columns: readonly GroupColumn[],
  logPay: Float64Array,
  training: number,
): (row: number) => readonly number[] {
  const order = bestOrder(columns, logPay, training);
  const groups = new NestedGroups(order, logPay, (row) => row < training);
  return (row) => groups.forecast(row);
}
