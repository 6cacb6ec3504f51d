/**
 * Runs many commands of the built command line in one process over one store, whose URL is given: their words come as a
 * JSON array a line on standard input, and for each its exit code and standard output go out as one JSON line.
 */
import { createInterface } from 'node:readline';
import { runCli } from '../../dist/cli/run.js';
import { openStore } from '../../dist/open-store.js';
import { loadAliases, loadPolicy, loadRates, loadVocabulary } from '../../dist/shipped.js';

const store = await openStore(process.argv[2]);
const vocabulary = loadVocabulary();
const context = {
  // A command closes what it has opened.
  store: new Proxy(store, {
    get: (target, name) => {
      const value = name === 'close' ? async () => undefined : Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }),
  vocabulary,
  aliases: loadAliases(),
  policy: loadPolicy(),
  rates: loadRates(),
  person: 'owner',
  now: () => Date.now(),
};

function output(write) {
  return { write: async (text) => write(text), isTTY: false, columns: undefined };
}

for await (const line of createInterface({ input: process.stdin })) {
  let stdout = '';
  const code = await runCli({
    words: JSON.parse(line),
    variables: {},
    out: output((text) => (stdout += text)),
    err: output(() => undefined),
    stdin: (async function* () {})(),
    version: '0.0.0-test',
    defaultStore: process.argv[2],
    exampleFile: 'fixtures/synthetic-interviews.csv',
    vocabulary: () => vocabulary,
    open: async () => context,
    serve: async () => undefined,
  });
  process.stdout.write(`${JSON.stringify({ code, stdout })}\n`);
}
await store.close();
