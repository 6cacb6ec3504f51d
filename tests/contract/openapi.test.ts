import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { operationsOf, type OpenApi } from '../../scripts/prove/http/document.js';
import { openApiDocument } from '../../src/contract/openapi.js';
import { problemsOf } from '../../src/contract/route.js';
import { routeList } from '../../src/contract/routes.js';
import { errorTable, type ErrorCode } from '../../src/core/errors.js';

const document = openApiDocument() as OpenApi;
const text = JSON.stringify(document);

/** Failures of the command line alone; the last is no failure over HTTP but an answer. */
const outsideOfHttp: readonly ErrorCode[] = [
  'USAGE',
  'VOCABULARY_INVALID',
  'FILE_NOT_FOUND',
  'TOKEN_NOT_FOUND',
  'COPY_REFUSED',
  'COPY_DIFFERS',
  'RELEASE_NOT_FOUND',
  'NOT_ENOUGH_DATA',
];

/** Failures of an address that is none. */
const outsideOfRoutes: readonly ErrorCode[] = ['ROUTE_NOT_FOUND', 'METHOD_NOT_ALLOWED'];

describe('the OpenAPI document', () => {
  test('is committed as it is made from the contract', () => {
    const committed: unknown = JSON.parse(
      readFileSync(join(__dirname, '../../src/contract/openapi.json'), 'utf8'),
    );
    expect(committed).toEqual(document);
  });

  test('has every route of the contract once, and no other', () => {
    const documented = operationsOf(document).map(({ path, method, operation }) => [
      operation.operationId,
      method,
      path,
    ]);
    const contracted = routeList.map(({ operation, method, path }) => [operation, method, path]);
    expect([...documented].sort()).toEqual([...contracted].sort());
    expect(new Set(documented.map(([id]) => id)).size).toBe(documented.length);
  });

  test('names every failure there can be, and none that there cannot', () => {
    const promised = new Set<string>([
      ...routeList.flatMap(problemsOf),
      ...outsideOfRoutes,
      ...outsideOfHttp,
    ]);
    expect([...promised].sort()).toEqual(Object.keys(errorTable).sort());
    for (const code of routeList.flatMap(problemsOf)) expect(text).toContain(`\`${code}\``);
  });

  test('has schemas that hold together', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(document, 'api');
    for (const name of Object.keys(document.components.schemas)) {
      expect(() => ajv.compile({ $ref: `api#/components/schemas/${name}` })).not.toThrow();
    }
  });

  test('says for each route who may call it', () => {
    const operations = operationsOf(document) as unknown as readonly {
      readonly operation: {
        readonly operationId: string;
        readonly security?: unknown[];
        readonly description?: string;
      };
    }[];
    for (const { operation } of operations) {
      const route = routeList.find((other) => other.operation === operation.operationId)!;
      if (route.access === 'open') expect(operation.security).toEqual([]);
      else expect(operation.description).toContain(`Role: ${route.access}.`);
    }
  });
});
