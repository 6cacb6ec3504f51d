import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { fates, type FateCounts } from '../domain/batch.js';

/** Figures about the server, for Prometheus; none of them tells of a person or a pay. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'market_worth_http_request_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.#registry],
  });
  /** The counters of each route and status that was seen. */
  readonly #times = new Map<string, Histogram.Internal<'route' | 'status'>>();
  readonly #offers = new Gauge({
    name: 'market_worth_offers',
    help: 'Current offers that questions are answered from',
    registers: [this.#registry],
  });
  readonly #refits = new Counter({
    name: 'market_worth_refits_total',
    help: 'How often the market was built anew',
    registers: [this.#registry],
  });
  readonly #refitSeconds = new Gauge({
    name: 'market_worth_refit_seconds',
    help: 'How long the market took to build the last time',
    registers: [this.#registry],
  });
  readonly #imports = new Counter({
    name: 'market_worth_imports_total',
    help: 'Imports that ended, by how',
    labelNames: ['outcome'] as const,
    registers: [this.#registry],
  });
  readonly #rows = new Counter({
    name: 'market_worth_import_rows_total',
    help: 'Rows of imports, by fate',
    labelNames: ['fate'] as const,
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry, prefix: 'market_worth_' });
  }

  answered(route: string, status: string, milliseconds: number): void {
    const name = `${route} ${status}`;
    let times = this.#times.get(name);
    if (!times) this.#times.set(name, (times = this.#requests.labels({ route, status })));
    times.observe(milliseconds / 1000);
  }

  built(offers: number, milliseconds: number): void {
    this.#offers.set(offers);
    this.#refits.inc();
    this.#refitSeconds.set(milliseconds / 1000);
  }

  imported(outcome: 'committed' | 'dryRun' | 'failed', counts?: FateCounts): void {
    this.#imports.inc({ outcome });
    if (outcome !== 'committed' || !counts) return;
    for (const fate of fates) this.#rows.inc({ fate }, counts[fate]);
  }

  /** All figures as text, in the format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
