import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import type { AnyRequest } from '../../scripts/prove/http/any-request.js';
import { AnswerCheck } from '../../scripts/prove/http/check-answer.js';
import { operationsOf, type OpenApi, type Place } from '../../scripts/prove/http/document.js';
import { sendRequest } from '../../scripts/prove/http/send-request.js';
import { openApiDocument } from '../../src/contract/openapi.js';
import { useApi } from './api.js';

const api = useApi({ example: 60 });
const document = openApiDocument() as OpenApi;
const places = operationsOf(document);
const check = new AnswerCheck(document);

let added = '';

/** The request that the examples of an operation make; an interview's id is that of the one added before. */
function exampleOf({ path, method, operation }: Place): AnyRequest {
  const parameters = operation.parameters ?? [];
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const { example } = parameters.find((parameter) => parameter.name === name)!.schema;
    return typeof example === 'string' ? example : added;
  });
  const query = new URLSearchParams();
  for (const { name, in: where, schema } of parameters) {
    if (where !== 'query' || schema.example === undefined) continue;
    const values = Array.isArray(schema.example) ? schema.example : [schema.example];
    for (const value of values) query.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const example = media?.example;
  return {
    method: method.toUpperCase(),
    path: query.size > 0 ? `${address}?${query.toString()}` : address,
    headers: type === undefined ? {} : { 'content-type': type },
    body: media && (typeof example === 'string' ? example : JSON.stringify(example)),
  };
}

test.each(places.map((place) => [place.operation.operationId, place] as const))(
  'the documented example of %s succeeds, as documented',
  async (_id, place) => {
    const { server } = await api();
    const request = exampleOf(place);
    const agent = new Agent();
    const answer = await sendRequest((server.address() as AddressInfo).port, request, agent);
    expect(answer.status).toBeLessThan(300);
    expect(check.problem(request.method, request.path, answer)).toBeUndefined();
    if (place.operation.operationId === 'addInterview')
      added = (JSON.parse(answer.body) as { id: string }).id;
  },
);

test('every parameter of the main questions has a meaning, and most an example', () => {
  for (const { operation } of places.filter(({ path }) => /market-worth|guidance/.test(path))) {
    const query = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
    for (const parameter of query)
      expect(parameter).toHaveProperty('description', expect.stringMatching(/\w/));
    expect(query.filter(({ schema }) => schema.example !== undefined).length).toBeGreaterThan(5);
  }
});
