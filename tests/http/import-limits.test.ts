import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { useApi } from './api.js';

const IMPORTS = '/api/v1/imports';
const header = 'role,pay,currency,period\n';
const row = 'Data Engineer,70000,EUR,year\n';
const LARGEST = 2_000_000;

const api = useApi({ settings: { maxImportBytes: LARGEST, bodyMs: 400 } });

describe('the limits of a posted CSV', () => {
  test('a file that says it is too large is refused before it is sent', async () => {
    const { client } = await api();
    const response = await client
      .post(IMPORTS)
      .type('text/csv')
      .send('x'.repeat(LARGEST + 1));
    expect([response.status, response.body]).toEqual([
      413,
      expect.objectContaining({ code: 'BODY_TOO_LARGE' }),
    ]);
  });

  /** Sends parts of a body without saying how long it will be. */
  async function stream(parts: readonly string[], end: boolean): Promise<{ status: number; body: string }> {
    const { server } = await api();
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' };
      const sent = request(
        { port, host: '127.0.0.1', path: IMPORTS, method: 'POST', headers },
        (response) => {
          let body = '';
          response.setEncoding('utf8').on('data', (text: string) => (body += text));
          response.on('end', () => {
            sent.destroy();
            resolve({ status: response.statusCode!, body });
          });
        },
      );
      sent.on('error', reject);
      for (const part of parts) sent.write(part);
      if (end) sent.end();
    });
  }

  test('a file that turns out to be too large is refused, and its sender gets to see why', async () => {
    const { status, body } = await stream([header, ...Array<string>(40).fill('x'.repeat(100_000))], true);
    expect([status, body]).toEqual([413, expect.stringContaining('BODY_TOO_LARGE')]);
    // The connection it came on is good for the next request.
    expect((await stream([header, row], true)).status).toBe(201);
  });

  test('a file of which nothing more arrives is given up', async () => {
    const { status, body } = await stream([header], false);
    expect([status, body]).toEqual([408, expect.stringContaining('BODY_TOO_SLOW')]);
  });

  test('a file whose sender goes away leaves nothing', async () => {
    const { server, client, log } = await api();
    const before = (await client.get(IMPORTS)).text;
    const { port } = server.address() as AddressInfo;
    const sent = request({
      port,
      host: '127.0.0.1',
      path: IMPORTS,
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
    });
    sent.on('error', () => undefined);
    sent.write(header + row.repeat(100));
    await new Promise((resolve) => setTimeout(resolve, 50));
    sent.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await client.get(IMPORTS)).text).toBe(before);
    expect(log.join('')).toContain('"status":"left"');
    expect(log.join('')).not.toContain('defect');
  });
});
