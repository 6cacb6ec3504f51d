/** Where a thread begins that learns the premiums of one pool; its worker data is what to learn them from. */
import { parentPort, workerData } from 'node:worker_threads';
import { learnPremiums, type PremiumInput } from './market/skills/skill-premiums.js';
import { standBack } from './stand-back.js';

if (parentPort === null) throw new Error('this module runs in a thread only');
standBack();
parentPort.postMessage(learnPremiums(workerData as PremiumInput));
