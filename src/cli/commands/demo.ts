import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { askComparison } from '../../app/compare-skills.js';
import { guideNegotiation } from '../../app/guide-negotiation.js';
import { importOffers } from '../../app/import-offers.js';
import { createMarketSource } from '../../app/market-source.js';
import { byteSource } from '../byte-sources.js';
import { comparisonLines } from '../render/comparison.js';
import { estimateLines } from '../render/estimate.js';
import { importReportLines } from '../render/import-report.js';
import { planLines } from '../render/plan.js';
import type { Session } from '../session.js';

/** The example's person: looking around from a job at 80,000, with one offer in hand. */
const profile = {
  role: 'Senior Backend Engineer',
  skills: ['Kafka', 'Kubernetes'],
  location: 'Berlin',
  years: 8,
  pay: 80_000,
};
const wishes = { offers: [{ name: 'Fjord Pay', base: 84_000, bonus: 4000 }], walkAway: 78_000, stated: [] };

async function run(session: Session, storePath: string): Promise<void> {
  const { environment, width, style } = session;
  const context = await environment.open(`file:${storePath}`);
  try {
    const { source } = await byteSource(environment.exampleFile, environment.stdin);
    const ingest = { map: {}, set: {} };
    const request = { ingest, contributors: 'importer', dryRun: false, strict: false } as const;
    const report = await importOffers({ ...source, name: 'synthetic-interviews.csv' }, request, context);
    const market = createMarketSource(context);
    const plan = await guideNegotiation(profile, wishes, context, market);
    const { role, skills, location } = profile;
    const comparison = (await askComparison({ role, skills, location }, context, market)).work();
    const lines = [
      style.dim('$ market-worth import synthetic-interviews.csv'),
      ...importReportLines(report, null, width, style),
      '',
      style.dim('$ market-worth guide --role "Senior Backend Engineer" --location Berlin'),
      style.dim('    --years 8 --skill Kafka,Kubernetes --pay 80000'),
      style.dim('    --offer "Fjord Pay=84000,4000" --walk-away 78000'),
      ...estimateLines(plan.worth, width, style),
      '',
      ...planLines(plan, width, style),
      '',
      style.dim('$ market-worth skills --role "Senior Backend Engineer" --location Berlin'),
      style.dim('    --have Kafka,Kubernetes'),
      ...comparisonLines(comparison, width, style),
      '',
      style.dim('The example is made up, and its store is gone again.'),
      style.dim('Your own offers: market-worth import FILE.csv'),
    ];
    await session.print(lines, { import: report, plan, comparison });
  } finally {
    await context.store.close();
  }
}

/** `market-worth demo` */
export function addDemoCommand(program: Command, session: (command: Command) => Session): void {
  program
    .command('demo')
    .description('import a made-up example into a throw-away store and show what comes out')
    .action(async (_options: unknown, self: Command) => {
      const folder = await mkdtemp(join(tmpdir(), 'market-worth-demo-'));
      try {
        await run(session(self), join(folder, 'demo.db'));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
}
