import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { isLocalRequest, isLoopbackAddress, isLoopbackHost } from '../../src/http/access/loopback.js';
import { useApi } from '../http/api.js';

const local = { host: '127.0.0.1:4180' };

describe('a request without a token', () => {
  test.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', 'localhost'])(
    '%s is this machine alone',
    (address) => {
      expect(isLoopbackAddress(address)).toBe(true);
    },
  );

  test.each([
    '0.0.0.0',
    '::',
    '192.168.1.5',
    '10.0.0.1',
    '128.0.0.1',
    '::ffff:10.0.0.1',
    'example.com',
    '127.evil.com',
    '',
  ])('%s can be reached by others', (address) => {
    expect(isLoopbackAddress(address)).toBe(false);
  });

  test.each(['localhost', 'LOCALHOST:80', '127.0.0.1', '127.0.0.1:4180', '[::1]', '[::1]:4180'])(
    'the host %s is this machine',
    (host) => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  test.each([
    'evil.com',
    'localhost.evil.com',
    '127.0.0.1.evil.com',
    'evil.com:80',
    'localhost@evil.com',
    '',
    '[::2]',
    '127.0.0.1:4180/x',
    'a localhost',
  ])('the host "%s" is another', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });

  test.each([
    ['straight from this machine', local, true],
    ['from a page of this machine', { ...local, origin: 'http://localhost:5173' }, true],
    ['for another name of this machine (DNS rebinding)', { host: 'evil.com' }, false],
    ['without a host', {}, false],
    ['from a page of elsewhere', { ...local, origin: 'https://evil.com' }, false],
    ['from a page that hides its origin', { ...local, origin: 'null' }, false],
    ['from a page with a name like ours', { ...local, origin: 'http://localhost.evil.com' }, false],
    ['across sites, as the browser says', { ...local, 'sec-fetch-site': 'cross-site' }, false],
    ['forwarded by a proxy (Forwarded)', { ...local, forwarded: 'for=1.2.3.4' }, false],
    ['forwarded by a proxy (X-Forwarded-For)', { ...local, 'x-forwarded-for': '127.0.0.1' }, false],
    ['forwarded by a proxy (X-Forwarded-Host)', { ...local, 'x-forwarded-host': 'localhost' }, false],
    ['forwarded by a proxy (X-Forwarded-Proto)', { ...local, 'x-forwarded-proto': 'https' }, false],
    ['forwarded by a proxy (X-Real-IP)', { ...local, 'x-real-ip': '1.2.3.4' }, false],
    ['forwarded by a proxy (Via)', { ...local, via: '1.1 proxy' }, false],
    ['forwarded by a proxy (CF-Connecting-IP)', { ...local, 'cf-connecting-ip': '1.2.3.4' }, false],
  ])('that comes %s: %#', (_name, headers, allowed) => {
    expect(isLocalRequest(headers, '127.0.0.1')).toBe(allowed);
  });

  test('from another machine is not local, whatever it says', () => {
    expect(isLocalRequest(local, '192.168.1.5')).toBe(false);
    expect(isLocalRequest(local, undefined)).toBe(false);
  });
});

describe('a server for this machine alone', () => {
  const api = useApi();

  async function statusWith(
    headers: Record<string, string>,
    method = 'GET',
    path = '/api/v1/profile',
  ): Promise<number> {
    const { port } = (await api()).server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', path, method, headers }, (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode!);
        });
      });
      sent.on('error', reject).end(method === 'POST' ? 'role,pay\n' : undefined);
    });
  }

  test('lets its owner in', async () => {
    expect(await statusWith({})).toBe(200);
    expect(await statusWith({ host: 'localhost' })).toBe(200);
  });

  test.each([
    ['a page elsewhere', { origin: 'https://evil.com' }],
    ['a name that was bound to this machine', { host: 'evil.com' }],
    ['a proxy on this machine', { 'x-forwarded-for': '8.8.8.8' }],
  ])('lets %s neither read nor import', async (_name, headers) => {
    expect(await statusWith(headers)).toBe(401);
    expect(await statusWith({ ...headers, 'content-type': 'text/csv' }, 'POST', '/api/v1/imports')).toBe(401);
    expect(await statusWith(headers, 'GET', '/metrics')).toBe(401);
  });

  test('lets them see what tells of no one', async () => {
    for (const path of ['/healthz', '/readyz', '/openapi.json', '/docs']) {
      expect(await statusWith({ host: 'evil.com' }, 'GET', path)).toBe(200);
    }
  });

  test('takes a token from elsewhere, and never passes over a bad one', async () => {
    const authorization = await (await api()).bearer('ada', 'member');
    expect(await statusWith({ host: 'evil.com', authorization })).toBe(200);
    expect(await statusWith({ authorization: `${authorization}x` })).toBe(401);
    expect(await statusWith({ authorization: 'Basic b3duZXI6' })).toBe(401);
  });

  test('lets no page of another origin read an answer, nor send what a browser would ask about first', async () => {
    const { client } = await api();
    const read = await client.get('/api/v1/profile').set('Origin', 'http://localhost:3000');
    expect(Object.keys(read.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    const preflight = await client.options('/api/v1/profile').set('Origin', 'http://localhost:3000');
    expect(preflight.status).toBe(405);
    // The only bodies that a page may send without asking first.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      expect((await client.post('/api/v1/imports').set('Content-Type', type).send('role,pay\n')).status).toBe(
        415,
      );
      expect((await client.post('/api/v1/interviews').set('Content-Type', type).send('{}')).status).toBe(415);
    }
  });
});
