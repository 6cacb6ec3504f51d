import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { WorthRequest } from '../app/understand-query.js';
import { employments, payBases, payPeriods, taxKinds, workModes } from '../domain/offer.js';
import { quantileMethods } from '../domain/worth-query.js';
import { MarketWorthError } from '../core/errors.js';

/** A number as people type it: `95000`, `95,000`, `95k`, `1.5m`. */
export function amount(text: string): number {
  const match = /^(-?\d+(?:,\d{3})*(?:\.\d+)?)\s*([km]?)$/i.exec(text.trim());
  if (!match) throw new InvalidArgumentError(`Found "${text}", expected a number such as 95000 or 95k.`);
  const scale = { k: 1e3, m: 1e6 }[match[2]!.toLowerCase()] ?? 1;
  return Number(match[1]!.replaceAll(',', '')) * scale;
}

/** An amount that must be more than zero. */
export function positiveAmount(text: string): number {
  const value = amount(text);
  if (value <= 0) throw new InvalidArgumentError(`Found ${text}, expected more than 0.`);
  return value;
}

/** Gathers an option given several times, each a list by commas. */
export function list(text: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
}

/** Gathers an option given several times. */
export function each<T>(read: (text: string) => T): (text: string, before?: readonly T[]) => readonly T[] {
  return (text, before = []) => [...before, read(text)];
}

/** A setting `name=value`. */
export function setting(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`Found "${text}", expected NAME=VALUE.`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** Adds the options that say who one is on the market. */
export function withProfileOptions(command: Command): Command {
  return command
    .option('--role <role>', 'role or job title, such as "Data Engineer"')
    .option('--level <level>', 'level, as the offers name it')
    .option('--skill <skill>', 'a skill; repeat it, or give a list by commas', list)
    .option('--location <place>', 'city or region')
    .option('--country <country>', 'country, by name or code')
    .option('--years <number>', 'years of experience', amount)
    .option('--employer <name>', 'the employer; a question about worth then prices an offer of theirs')
    .addOption(new Option('--work-mode <mode>', 'where the work is done').choices(workModes))
    .addOption(new Option('--employment <kind>', 'how one is employed').choices(employments));
}

/** Adds the options that say which offers pay is learnt from, and for which date. */
export function withPoolOptions(command: Command): Command {
  return command
    .option('--currency <code>', 'answer from offers in this currency')
    .addOption(new Option('--tax <kind>', 'answer from offers before or after tax').choices(taxKinds))
    .addOption(new Option('--basis <basis>', 'what the pay includes').choices(payBases))
    .option('--as-of <date>', 'the date to answer for; default: that of the newest offer');
}

/** Adds the options that say whom a question is about and how to answer it. */
export function withWorthOptions(command: Command): Command {
  const stated = withProfileOptions(command)
    .option('--pay <amount>', 'a pay to place on the market', positiveAmount)
    .addOption(new Option('--period <period>', 'what --pay is for').choices(payPeriods).default('year'));
  return withPoolOptions(stated).addOption(
    new Option('--quantile <method>', 'definition of a percentile').choices(quantileMethods).default('hd'),
  );
}

/** The options of `withWorthOptions` as they come from the command line. */
export type WorthOptions = Omit<WorthRequest, 'skills'> & { readonly skill?: readonly string[] };

const worthFields = [
  'role',
  'level',
  'location',
  'country',
  'years',
  'employer',
  'workMode',
  'employment',
  'pay',
  'period',
  'tax',
  'basis',
  'asOf',
  'trend',
  'quantile',
] as const satisfies readonly (keyof WorthRequest)[];

/** The worth request that the options of a command ask for. */
export function worthRequest(options: WorthOptions): WorthRequest {
  return {
    ...Object.fromEntries(worthFields.map((field) => [field, options[field]])),
    skills: options.skill === undefined ? undefined : [...options.skill],
    currency: options.currency?.toUpperCase(),
  };
}

/** The text of a small file that an option names. */
export async function readOptionFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new MarketWorthError(
      'FILE_NOT_FOUND',
      `${path} cannot be read: ${(cause as Error).message}.`,
      {},
      { cause },
    );
  }
}
