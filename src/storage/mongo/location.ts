const MONGODB = /^mongodb(?:\+srv)?:\/\//;
const DEFAULT_DATABASE = 'market-worth';

/** Where a store is, for people: no name, no password, no options. */
export interface MongoLocation {
  readonly location: string;
  readonly database: string;
}

/**
 * The part of a MongoDB URL that may be shown, and the database it names (`market-worth` where it names none).
 *
 * @example locationOf('mongodb://ann:secret@a:27017,b/pay?replicaSet=r') // { location: 'mongodb://a:27017,b/pay', database: 'pay' }
 */
export function locationOf(url: string): MongoLocation {
  const scheme = MONGODB.exec(url)?.[0] ?? 'mongodb://';
  // A password may hold what it should not, so that all up to the last @ counts as secret.
  const open = url.slice(scheme.length).replace(/^.*@/s, '').replace(/\?.*$/s, '');
  const [hosts = '', named = ''] = open.split('/');
  const database = named === '' ? DEFAULT_DATABASE : named;
  return { location: `${scheme}${hosts}/${database}`, database };
}
