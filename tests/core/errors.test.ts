import { describe, expect, test } from '@jest/globals';
import { errorTable, MarketWorthError, problemOf } from '../../src/core/errors.js';

describe('the error table', () => {
  test.each(Object.entries(errorTable))(
    '%s has a code in capitals, a status, an exit code and a title',
    (code, row) => {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(row.status === 200 || (row.status >= 400 && row.status < 600)).toBe(true);
      expect([1, 2, 3, 4, 5]).toContain(row.exit);
      expect(row.title).toMatch(/^[A-Z].*[^.]$/);
    },
  );

  test('only a defect exits with 1, only too little data with 5', () => {
    const withExit = (exit: number): string[] =>
      Object.entries(errorTable).flatMap(([code, row]) => (row.exit === exit ? [code] : []));
    expect(withExit(1)).toEqual(['DEFECT']);
    expect(withExit(5)).toEqual(['NOT_ENOUGH_DATA']);
  });
});

describe('problemOf', () => {
  test('tells what a failure is, and its facts beside it', () => {
    const error = new MarketWorthError('UNDO_REFUSED', 'rows were edited', { batch: 3, total: 1 });
    expect(problemOf(error)).toEqual({
      type: 'urn:market-worth:error:UNDO_REFUSED',
      title: errorTable.UNDO_REFUSED.title,
      status: 409,
      code: 'UNDO_REFUSED',
      detail: 'rows were edited',
      batch: 3,
      total: 1,
    });
  });

  test('lets no fact take the place of a member', () => {
    const facts = { status: 200, code: 'FINE', type: 'x', title: 'x', detail: 'x' };
    const problem = problemOf(new MarketWorthError('FILE_EMPTY', 'no rows', facts));
    expect(problem).toMatchObject({ status: 422, code: 'FILE_EMPTY', detail: 'no rows' });
    expect(problem.type).toBe('urn:market-worth:error:FILE_EMPTY');
  });

  test.each([[new Error('secret of the inside')], ['secret text'], [undefined], [{ code: 'FILE_EMPTY' }]])(
    'shows nothing of a thrown value that is a defect: %p',
    (thrown) => {
      const problem = problemOf(thrown);
      expect(problem).toMatchObject({ code: 'DEFECT', status: 500 });
      expect(JSON.stringify(problem)).not.toContain('secret');
    },
  );

  test('a failure keeps what caused it, for the log', () => {
    const cause = new Error('SQLITE_FULL');
    const error = new MarketWorthError('STORE_UNREACHABLE', 'the disk is full', {}, { cause });
    expect(error.cause).toBe(cause);
    expect(JSON.stringify(problemOf(error))).not.toContain('SQLITE_FULL');
  });
});
