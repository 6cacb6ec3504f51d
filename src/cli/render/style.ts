import { styleText } from 'node:util';

/** How parts of a line for people are set off. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
  readonly warn: (text: string) => string;
}

export const styled: Style = {
  bold: (text) => styleText('bold', text),
  dim: (text) => styleText('dim', text),
  accent: (text) => styleText('cyan', text),
  warn: (text) => styleText('yellow', text),
};

const same = (text: string): string => text;

export const plain: Style = { bold: same, dim: same, accent: same, warn: same };
