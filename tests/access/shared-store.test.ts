import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createToken, revokeToken } from '../../src/app/access-tokens.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { openMongoApi, type MongoApi } from '../support/mongo-api.js';
import { dropDatabase } from '../support/mongo-server.js';

const settings = { requestsAMinute: 6, refusalsAMinute: 4 };

describeOnMongo('access through several servers of one store', (mongo) => {
  let url: string;
  let replicas: [MongoApi, MongoApi];
  beforeEach(async () => {
    url = mongo().url();
    replicas = [await openMongoApi(url, false, settings), await openMongoApi(url, false, settings)];
  });
  afterEach(async () => {
    for (const replica of replicas) await replica.close();
    await dropDatabase(url);
  });

  async function bearer(person: string): Promise<{ id: string; authorization: string }> {
    const expires = new Date(Date.now() + 3_600_000);
    const { token, secret } = await createToken({ person, role: 'member', expires }, replicas[0].context);
    return { id: token.id, authorization: `Bearer ${secret}` };
  }

  async function inTurn(authorization: string, times: number): Promise<number[]> {
    const statuses: number[] = [];
    for (let i = 0; i < times; i++) {
      const { client } = replicas[(i % 2) as 0 | 1];
      const { status } = await client.get('/api/v1/profile').set('Authorization', authorization);
      statuses.push(status);
    }
    return statuses;
  }

  test('counts the requests of a token together', async () => {
    const [ada, eve] = [await bearer('ada'), await bearer('eve')];
    expect(await inTurn(ada.authorization, 8)).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    expect(await inTurn(eve.authorization, 2)).toEqual([200, 200]);
  });

  test('counts the refused tokens of an address together', async () => {
    expect(await inTurn('Bearer mwt_wrong', 6)).toEqual([401, 401, 401, 401, 429, 429]);
  });

  test('ends with the revocation of a token in all of them at once', async () => {
    const { id, authorization } = await bearer('ada');
    expect(await inTurn(authorization, 2)).toEqual([200, 200]);
    await revokeToken(id, replicas[0].context);
    expect(await inTurn(authorization, 2)).toEqual([401, 401]);
  });
});
