import { numberPattern, numberShape, type Mark } from './number-shape.js';
import { plainText } from './plain-text.js';

/** How a column writes numbers, decided once from its cells. */
export interface NumberStyle {
  /** What stands before the fraction; null where no cell of the column has one. */
  readonly decimal: Mark | null;
  /** What groups thousands beside spaces and apostrophes, which always may. */
  readonly thousands: readonly Mark[];
  /** The most digits after the decimal separator that the column is sure of; under 3, `1,234` stays in doubt. */
  readonly decimals: number;
}

/** Collects how the cells of one column write numbers. */
export interface NumberEvidence {
  /** Cells that hold no number, or a plain integer, change nothing. */
  add(cell: string): void;
  decide(): NumberStyle;
}

/** A fraction that fewer than one in this many cells with the mark have is a slip, not the column's style. */
const SLIP = 50;

/** Cells that are expressions are refused anyway, and tell nothing. */
const CALCULATED = /[*=×^%]/;

/** How often a mark surely was decimal, and surely or likely grouped thousands. */
interface MarkCounts {
  decimal: number;
  grouped: number;
  /** The most digits after it where it surely was decimal. */
  digits: number;
}

function styleOf(decimal: Mark | null, counts: Readonly<Record<Mark, MarkCounts>>): NumberStyle {
  const marks: readonly Mark[] = ['.', ','];
  const thousands = marks.filter(
    (mark) => mark !== decimal && (decimal !== null || counts[mark].grouped > 0),
  );
  return { decimal, thousands, decimals: decimal === null ? 0 : counts[decimal].digits };
}

function decide(counts: Readonly<Record<Mark, MarkCounts>>): NumberStyle {
  const isDecimal = ({ decimal, grouped }: MarkCounts): boolean => decimal * SLIP > grouped && decimal > 0;
  const point = counts['.'];
  const comma = counts[','];
  if (isDecimal(point) && isDecimal(comma)) {
    const lead = point.decimal - point.grouped - (comma.decimal - comma.grouped);
    return styleOf(lead >= 0 ? '.' : ',', counts);
  }
  if (isDecimal(point)) return styleOf('.', counts);
  return styleOf(isDecimal(comma) ? ',' : null, counts);
}

/**
 * Decides from its cells how a column writes numbers. Where both marks stand in a number, the last one is decimal. A
 * mark before exactly three digits (`70.000`) groups thousands, unless other cells show that the mark is decimal
 * there; any other number of digits makes it decimal. Where cells contradict each other, that mark is decimal
 * which has more cells for it than against it; a mark that is decimal in fewer than one of 50 cells is not. Constant
 * memory.
 *
 * @example styleOfCells(['1.234,50', '70.000']) // { decimal: ',', thousands: ['.'], decimals: 2 }
 */
export function numberEvidence(): NumberEvidence {
  const counts: Record<Mark, MarkCounts> = {
    '.': { decimal: 0, grouped: 0, digits: 0 },
    ',': { decimal: 0, grouped: 0, digits: 0 },
  };
  const numbers = new RegExp(numberPattern, 'g');
  return {
    add(cell) {
      if ((!cell.includes('.') && !cell.includes(',')) || CALCULATED.test(cell)) return;
      for (const match of plainText(cell).match(numbers) ?? []) {
        const shape = numberShape(match);
        if (shape.kind === 'decimal') {
          const seen = counts[shape.separator];
          seen.decimal++;
          seen.digits = Math.max(seen.digits, shape.digits);
        } else if (shape.kind === 'doubtful' || (shape.kind === 'grouped' && shape.separator)) {
          counts[shape.separator!].grouped++;
        }
      }
    },
    decide: () => decide(counts),
  };
}

/** The style of a column that is at hand as a whole. */
export function styleOfCells(cells: Iterable<string>): NumberStyle {
  const evidence = numberEvidence();
  for (const cell of cells) evidence.add(cell);
  return evidence.decide();
}

/**
 * The style that a user states: nothing stays in doubt.
 *
 * @example statedStyle(',') // { decimal: ',', thousands: ['.'], decimals: 3 }
 */
export function statedStyle(decimal: Mark): NumberStyle {
  return { decimal, thousands: [decimal === '.' ? ',' : '.'], decimals: 3 };
}
