/** Where a thread begins that fits one pay model; its worker data is what to fit it to. */
import { parentPort, workerData } from 'node:worker_threads';
import { inSharedMemory } from './app/shared-memory.js';
import { fitOffers, type FitInput } from './market/fitted-pool.js';
import { standBack } from './stand-back.js';

if (parentPort === null) throw new Error('this module runs in a thread only');
standBack();
parentPort.postMessage(await inSharedMemory(fitOffers(workerData as FitInput)));
