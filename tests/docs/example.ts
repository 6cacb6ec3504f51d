import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One `@example expression // value` line of a module's comments. */
export interface Example {
  readonly line: number;
  readonly text: string;
}

export type Scope = Readonly<Record<string, unknown>>;

const EXAMPLE = /@example\b[ \t]*(.*?)[ \t]*(?:\*\/)?$/gm;
const NEIGHBOUR = /^(?:import|export)\s[^;]*?from '(\.{1,2}\/[^']+)\.js';$/gm;

export function examplesOf(source: string): Example[] {
  return [...source.matchAll(EXAMPLE)].map((match) => ({
    line: source.slice(0, match.index).split('\n').length,
    text: match[1]!,
  }));
}

function compile(expression: string, names: readonly string[]): ((...values: unknown[]) => unknown) | null {
  try {
    return Reflect.construct(Function, [...names, `return (${expression}\n)`]) as () => unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Both sides of an example, evaluated. Fails where the text is not `expression // value`. */
export function runExample(text: string, scope: Scope): { actual: unknown; expected: unknown } {
  const names = Object.keys(scope);
  const values = Object.values(scope);
  for (let at = text.indexOf(' // '); at >= 0; at = text.indexOf(' // ', at + 1)) {
    const expression = compile(text.slice(0, at), names);
    const value = compile(text.slice(at + 4), names);
    if (expression && value) return { actual: expression(...values), expected: value(...values) };
  }
  throw new SyntaxError(`not "expression // value": ${text}`);
}

/** What a module's examples may name: its exports, and the exports of the modules it imports from its neighbours. */
export async function scopeOf(path: string): Promise<Scope> {
  const neighbours = [...readFileSync(path, 'utf8').matchAll(NEIGHBOUR)].map((match) =>
    join(dirname(path), match[1]!),
  );
  const modules = await Promise.all(
    [...neighbours, path.replace(/\.ts$/, '')].map(async (file) => (await import(file)) as Scope),
  );
  const exported = modules.flatMap((module) => Object.entries(module));
  return Object.fromEntries(exported.filter(([name]) => name !== 'default'));
}
