import stringWidth from 'string-width';

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const letter of text) {
    if (stringWidth(kept + letter) > width - 1) break;
    kept += letter;
  }
  return `${kept}…`;
}

/**
 * Rows as lines whose columns stand under one another, two spaces apart. Where they are wider than `width`, the widest
 * column gives way and its cells are cut with an ellipsis.
 */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => stringWidth(row[index] ?? ''))));
  const total = (): number => widths.reduce((sum, each) => sum + each + 2, 0);
  while (total() > width && Math.max(...widths) > 8) widths[widths.indexOf(Math.max(...widths))]!--;
  return all.map((row) =>
    columns
      .map(({ align }, index) => {
        const cell = cut(row[index] ?? '', widths[index]!);
        const pad = ' '.repeat(widths[index]! - stringWidth(cell));
        return align === 'right' ? pad + cell : cell + pad;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A text as lines of at most `width` columns, broken between words; lines after the first are indented. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && stringWidth(`${line} ${word}`) > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = line === '' && lines.length === 0 ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A text in lines that stand in from the margin, those after the first further in. */
export function paragraph(text: string, width: number): string[] {
  return wrap(text, width - 2, '  ').map((line) => `  ${line}`);
}
