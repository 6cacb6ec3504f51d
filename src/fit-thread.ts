/** Where a thread begins that fits one pay model; its worker data is what to fit it to. */
import { parentPort, workerData } from 'node:worker_threads';
import { fitOffers, type FitInput } from './market/fitted-pool.js';
import { buffersOf } from './market/transferable.js';
import { standBack } from './stand-back.js';

if (parentPort === null) throw new Error('this module runs in a thread only');
standBack();
const fit = fitOffers(workerData as FitInput);
parentPort.postMessage(fit, buffersOf(fit));
