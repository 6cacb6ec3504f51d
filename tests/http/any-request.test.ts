import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { fuzzHttp } from '../../scripts/prove/http/fuzz.js';
import { openApiDocument } from '../../src/contract/openapi.js';
import { useApi } from './api.js';

const api = useApi({ example: 60 });

test('no request, valid or hostile, gets a failure of the server, no answer, or one outside of its schema', async () => {
  const { server, log } = await api();
  const { port } = server.address() as AddressInfo;
  const { statuses, broken } = await fuzzHttp(port, openApiDocument(), 1200, 20_261_125);
  expect(broken).toBeUndefined();
  // The requests reach behind the border, too.
  expect(statuses['200']).toBeGreaterThan(100);
  expect(statuses['201']).toBeGreaterThan(5);
  expect(log.filter((line) => line.includes('"defect"'))).toEqual([]);
});
