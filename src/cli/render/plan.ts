import type { Plan } from '../../domain/plan.js';
import type { Style } from './style.js';
import { wrap } from './table.js';

/** A plan's text for a terminal: headings set off, long lines broken. */
export function planLines(plan: Plan, width: number, style: Style): string[] {
  return plan.text.split('\n').flatMap((line) => {
    if (line !== '' && !line.startsWith(' ')) return [style.bold(line)];
    const indent = /^\s*/.exec(line)![0];
    return wrap(line.trim(), width - indent.length, '  ').map((part) => indent + part);
  });
}
