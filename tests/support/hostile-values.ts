const operators = ['$ne', '$gt', '$gte', '$nin', '$not', '$exists', '$regex', '$in', '$type', '$lt', '$lte'];
const operands = ['', null, 0, true, 'zzz', '.*', ['me', 'a'], { $eq: 'me' }, { $ne: 'x' }, 'string'];
const expressions = [{ $where: 'true' }, { $expr: true }, { $or: [{}] }, { $comment: 'x' }];

/** What a text could be if a border let it in: every operator with every operand. */
export const operatorValues: readonly object[] = [
  ...operators.flatMap((operator) => operands.map((operand) => ({ [operator]: operand }))),
  ...expressions,
];

/** Keys that reach the prototype of an object, or into one, where a key is taken for a path. */
export const prototypeKeys = [
  '__proto__',
  'constructor',
  'prototype',
  '__proto__.polluted',
  'constructor.prototype.polluted',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'a.$b',
  '$set',
  '$where',
  'a.b',
  '$',
] as const;

/** All of it as text, as it stands in a cell, an option or an address. */
export const hostileTexts: readonly string[] = [
  ...operatorValues.map((value) => JSON.stringify(value)),
  ...prototypeKeys,
];
