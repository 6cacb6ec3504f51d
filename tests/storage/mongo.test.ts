import { openMongoStore } from '../../src/storage/mongo/mongo-store.js';
import { describeOnMongo } from '../support/describe-on-mongo.js';
import { dropDatabase, hasChangeStreams } from '../support/mongo-server.js';
import { describeStoreContract } from './contract.js';

describeOnMongo('MongoDB', (server) => {
  describeStoreContract(
    'the MongoDB store',
    () => {
      const url = server().url();
      return Promise.resolve({
        open: () => openMongoStore(url),
        remove: () => dropDatabase(url),
      });
    },
    hasChangeStreams() ? ['change streams'] : [],
  );
});
