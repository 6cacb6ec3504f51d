import { describe, expect, test } from '@jest/globals';
import { randomNormal, seededRandom } from '../../src/core/random.js';
import { SamplingError, type ErrorSource } from '../../src/market/sampling-error.js';
import { quantileOf } from '../../src/stats/weighted-quantile.js';
import { sampleOf } from '../../src/stats/weighted-sample.js';

const NONE = { tau: 0, sigma: 0 };

function source(logs: number[], clusters: number[], pooled = NONE): ErrorSource {
  const count = Math.max(...clusters) + 1;
  const clusterShares = new Float64Array(count);
  for (const cluster of clusters) clusterShares[cluster]! += 1 / logs.length;
  return {
    sample: sampleOf(Float64Array.from(logs)),
    clusters: Uint32Array.from(clusters),
    clusterShares,
    ...pooled,
    difference: { centre: 0, logSpread: 0 },
    spread: 0.3,
  };
}

describe('the interval of a percentile', () => {
  test('needs three employers', () => {
    expect(new SamplingError(source([1, 2, 3, 4], [0, 0, 1, 1])).halfWidth(0.5)).toBeNull();
    expect(new SamplingError(source([1, 2, 3], [0, 1, 2])).halfWidth(0.5)).not.toBeNull();
  });

  test('is never narrower than pooled spreads imply', () => {
    const same = source([5, 5, 5, 5, 5, 5], [0, 0, 1, 1, 2, 2], { tau: 0.1, sigma: 0.2 });
    // t(.95, 2) = 2.919986, p(1 - p) / phi(0)^2 = pi / 2
    const floor = 2.919986 * Math.sqrt(0.01 / 3 + ((Math.PI / 2) * 0.04) / 6);
    expect(new SamplingError(same).halfWidth(0.5)).toBeCloseTo(floor, 6);
  });

  test('covers the true percentile in nine of ten samples of clustered pay', () => {
    const random = seededRandom(5);
    const [employers, each, worlds] = [12, 6, 1500];
    const truth = 0;
    let covered = 0;
    for (let world = 0; world < worlds; world++) {
      const logs: number[] = [];
      const clusters: number[] = [];
      for (let e = 0; e < employers; e++) {
        const effect = 0.15 * randomNormal(random);
        for (let i = 0; i < each; i++) {
          logs.push(effect + 0.2 * randomNormal(random));
          clusters.push(e);
        }
      }
      const found = source(logs, clusters);
      const off = Math.abs(quantileOf(found.sample, 0.5, 'hd') - truth);
      if (off <= new SamplingError(found).halfWidth(0.5)!) covered++;
    }
    expect(covered / worlds).toBeGreaterThan(0.86);
    expect(covered / worlds).toBeLessThan(0.92);
  });
});
