import { gzipSync } from 'node:zlib';
import { MarketWorthError } from '../../src/core/errors.js';
import { randomInt, seededRandom, type Random } from '../../src/core/random.js';
import { openCsvImport, type IngestOptions, type IngestTools } from '../../src/ingest/csv-import.js';
import { memorySource } from './ingest-tools.js';

/** Header lines, each with its column of pay. */
const HEADERS = [
  ['date,company,role,pay,currency,period', 'pay'],
  ['Date;Company;Job title;Salary (gross EUR per year)', 'Salary (gross EUR per year)'],
  ['role\tpay\tstage\toutcome\tskills', 'pay'],
  ['id|role|salary min|salary max|location', 'salary min'],
  ['"Salary\n(EUR monthly)","role"', 'Salary (EUR monthly)'],
] as const;
const CELLS = [
  ...[
    '',
    'SRE',
    '52000',
    '4.695,70',
    '6,956 EUR',
    '90-110k',
    '2024-02-30',
    '1/2/2024',
    'na',
    '-1',
    'EUR',
    'year',
  ],
  ...[
    'rejected',
    'Go; SQL',
    '["Go"]',
    '"quoted ""cell"""',
    '"two\nlines"',
    'Žižkov',
    '漢字',
    '=1+1',
    '5" screen',
  ],
];
const SIGNS = [
  ',',
  ';',
  '\t',
  '|',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  '\0',
  '\u00a0',
  '\ufeff',
  "'",
  ' ',
  '0',
  'x',
  'é',
  '🙂',
];

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[randomInt(random, items.length)]!;

function table(random: Random, header: string): string {
  const own = /[,;|\t]/.exec(header)![0];
  const delimiter = randomInt(random, 8) > 0 ? own : pick(random, [',', ';', '\t', '|']);
  const width = header.split(own).length;
  const rows = Array.from({ length: randomInt(random, 12) }, () =>
    Array.from({ length: randomInt(random, 4) > 0 ? width : 1 + randomInt(random, 8) }, () =>
      pick(random, CELLS),
    ).join(delimiter),
  );
  return [header, ...rows].join(pick(random, ['\n', '\r\n', '\r']));
}

function signs(random: Random): string {
  return Array.from({ length: randomInt(random, 80) }, () => pick(random, SIGNS)).join('');
}

function encoded(text: string, random: Random): Buffer {
  switch (randomInt(random, 6)) {
    case 0:
      return Buffer.from(text, 'utf16le');
    case 1:
      return Buffer.from(text, 'utf16le')
        .subarray(0, 2 * text.length)
        .swap16();
    case 2:
      return Buffer.from(text, 'latin1');
    default:
      return Buffer.from(text);
  }
}

/** Removes, repeats or overwrites bytes here and there. */
function damaged(bytes: Buffer, random: Random): Buffer {
  let result = bytes;
  for (let n = randomInt(random, 4); n > 0 && result.length > 0; n--) {
    const at = randomInt(random, result.length);
    const end = at + randomInt(random, 6);
    const middle = pick(random, [
      Buffer.alloc(0),
      Buffer.of(randomInt(random, 256)),
      Buffer.from(pick(random, SIGNS)),
    ]);
    result = Buffer.concat([
      result.subarray(0, at),
      middle,
      result.subarray(randomInt(random, 2) ? at : end),
    ]);
  }
  return result;
}

/** Some bytes: tables more or less whole in many encodings, loose signs, or nothing but noise; some of them gzipped. */
function someBytes(random: Random, header: string): Buffer {
  const kind = randomInt(random, 10);
  let bytes: Buffer;
  if (kind === 0)
    bytes = Buffer.from(Array.from({ length: randomInt(random, 300) }, () => randomInt(random, 256)));
  else if (kind === 1) bytes = encoded(signs(random), random);
  else if (kind === 2) bytes = Buffer.from(`${header}\n${signs(random)}`);
  else bytes = damaged(encoded(table(random, header), random), random);
  if (randomInt(random, 20) > 0) return bytes;
  return damaged(gzipSync(bytes), random);
}

function someOptions(random: Random, payColumn: string): IngestOptions {
  const any = randomInt(random, 6) === 0;
  return {
    map: randomInt(random, 3) > 0 ? { pay: [payColumn] } : {},
    set: randomInt(random, 5) > 0 ? { currency: 'EUR', period: 'year' } : {},
    dateFormat: randomInt(random, 4) > 0 ? 'dmy' : undefined,
    ...(any && {
      delimiter: pick(random, [undefined, ',', 'tab', ';']),
      encoding: pick(random, [undefined, 'utf-8', 'latin1', 'utf-16le']),
      headerRow: pick(random, [undefined, 1, 2, 3]),
      decimal: pick(random, [undefined, '.', ','] as const),
      duplicates: pick(random, [undefined, 'keep', 'drop'] as const),
    }),
  };
}

interface Outcome {
  readonly rows: number;
  /** Every row with its fate; where the file was refused, its code alone. */
  readonly fates: readonly string[];
  readonly headerRow: number;
}

/** What an import made of some bytes. */
async function outcomeOf(
  bytes: Buffer,
  piece: number,
  options: IngestOptions,
  tools: IngestTools,
): Promise<Outcome> {
  try {
    const opened = await openCsvImport(memorySource(bytes, piece), options, tools);
    const fates: { line: number; fate: string }[] = [];
    let rows = 0;
    for await (const chunk of opened.rows()) {
      for (const { line, key } of chunk.candidates) fates.push({ line, fate: key });
      for (const { line, fate, problems } of chunk.findings) {
        fates.push({ line, fate: fate + JSON.stringify(problems) });
      }
      rows = chunk.rows;
    }
    if (fates.length !== rows) throw new Error(`${rows} rows, but ${fates.length} fates`);
    fates.sort((a, b) => a.line - b.line);
    const { headerRow } = opened.plan.dialect;
    return { rows, fates: fates.map(({ line, fate }) => `${line} ${fate}`), headerRow };
  } catch (error) {
    if (error instanceof MarketWorthError) return { rows: -1, fates: [error.code], headerRow: 0 };
    throw error;
  }
}

/** Lines below the header that are not blank, where no quote can join them to one row. */
function plainLines(bytes: Buffer, headerRow: number): number | undefined {
  const text = bytes.toString('utf8');
  if (/["\0\ufffd\ufeff]/.test(text) || (text.includes('\r') && !text.includes('\n'))) return undefined;
  return text
    .split('\n')
    .slice(headerRow)
    .filter((line) => line.replace(/\r$/, '') !== '').length;
}

/** What went wrong with inputs, if anything. */
export interface FuzzedIngest {
  readonly inputs: number;
  readonly refused: number;
  readonly rows: number;
  readonly faults: readonly string[];
}

/**
 * Imports random bytes. None may crash an import or make it lose a row: every row has one fate; the same bytes in other
 * pieces give the same; and where no quote joins lines, there are as many rows as lines.
 */
export async function fuzzIngest(inputs: number, seed: number, tools: IngestTools): Promise<FuzzedIngest> {
  const random = seededRandom(seed);
  const result = { inputs, refused: 0, rows: 0, faults: [] as string[] };
  for (let input = 0; input < inputs; input++) {
    const [header, payColumn] = pick(random, HEADERS);
    const bytes = someBytes(random, header);
    const options = someOptions(random, payColumn);
    try {
      const inPieces = await outcomeOf(bytes, 1 + randomInt(random, 40), options, tools);
      const whole = await outcomeOf(bytes, bytes.length + 1, options, tools);
      if (JSON.stringify(inPieces) !== JSON.stringify(whole))
        throw new Error('other pieces, another outcome');
      if (whole.rows < 0) {
        result.refused++;
        continue;
      }
      result.rows += whole.rows;
      const lines = plainLines(bytes, whole.headerRow);
      if (lines !== undefined && lines !== whole.rows) throw new Error(`${lines} lines, ${whole.rows} rows`);
    } catch (error) {
      const what = `${(error as Error).message}: ${bytes.toString('hex')} ${JSON.stringify(options)}`;
      result.faults.push(`input ${input}: ${what}`);
    }
  }
  return result;
}
