import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { demoOutput, errorRows } from '../../scripts/docs/readme-parts.js';
import { csvFields } from '../../src/domain/entry.js';
import { run } from '../cli/process.js';

const readme = readFileSync('README.md', 'utf8');

/** The prettified README spaces the cells of its tables. */
const squeezed = (text: string): string => text.replace(/[ -]*\|[ -]*/g, '|');

test('the README lists every error, and no error that there is not', () => {
  expect(squeezed(readme)).toContain(squeezed(errorRows()));
});

test('the README shows what the example prints', () => {
  expect(readme).toContain(demoOutput());
});

test('the README lists the fields of the canonical CSV in its order', () => {
  expect(readme.replace(/\s+/g, ' ')).toContain(
    `\`${csvFields.slice(0, csvFields.indexOf('stage')).join(' ')}\`, and for interviews \`${csvFields.slice(csvFields.indexOf('stage')).join(' ')}\``,
  );
});

describe('every option of every command stands in the README', () => {
  test('and so does every command', async () => {
    const { stdout } = await run(['--help']);
    const commands = [...stdout.slice(stdout.indexOf('\nCommands:')).matchAll(/^ {2}([a-z]+)/gm)].map(
      ([, name]) => name!,
    );
    for (const command of commands.filter((name) => name !== 'help')) {
      expect(readme).toMatch(new RegExp(`^\\| .*\`${command}\\b`, 'm'));
      const help = (await run([command, '--help'])).stdout;
      const own = help.slice(
        help.indexOf('\nOptions:'),
        help.includes('\nGlobal Options:') ? help.indexOf('\nGlobal Options:') : undefined,
      );
      for (const [option] of own.matchAll(/--[a-z-]+/g))
        if (option !== '--help') expect(readme).toContain(option);
    }
  });
});
