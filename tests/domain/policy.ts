import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policySchema } from '../../src/domain/policy.js';

const file = join(__dirname, '../../src/domain/policy/policy.json');

/** The shipped policy. */
export const policy = policySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
