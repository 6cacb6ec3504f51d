import type { AccessToken } from '../../domain/access-token.js';
import type { Connection } from './connection.js';
import type { SingleDocument, TokenDocument } from './models.js';

function tokenIn({ body }: TokenDocument): AccessToken {
  return JSON.parse(body) as AccessToken;
}

/** All access tokens, the oldest first. */
export async function readTokens(connection: Connection): Promise<AccessToken[]> {
  const { tokens } = connection.models;
  const found = await connection.attempt(() =>
    tokens.find().sort({ ordinal: 1 }).lean<TokenDocument[]>().exec(),
  );
  return found.map(tokenIn);
}

/** The token with a hash. */
export async function readToken(connection: Connection, hash: string): Promise<AccessToken | undefined> {
  const { tokens } = connection.models;
  const found = await connection.attempt(() => tokens.findOne({ hash }).lean<TokenDocument>().exec());
  return found ? tokenIn(found) : undefined;
}

/** Saves a token, in place of one with its id. */
export async function writeToken(connection: Connection, token: AccessToken): Promise<void> {
  const { tokens, singles } = connection.models;
  const counted = await connection.attempt(() =>
    singles
      .findOneAndUpdate({ _id: 'tokens' }, { $inc: { count: 1 } }, { returnDocument: 'after' })
      .lean<SingleDocument>()
      .exec(),
  );
  const { id, hash } = token;
  await connection.attempt(() =>
    tokens
      .updateOne(
        { _id: id },
        { $set: { hash, body: JSON.stringify(token) }, $setOnInsert: { ordinal: counted!.count! } },
        { upsert: true },
      )
      .exec(),
  );
}
