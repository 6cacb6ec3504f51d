/** Writes the OpenAPI document of the contract to src/contract/openapi.json: run it when the contract changes. */
import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../../src/contract/openapi.js';

writeFileSync('src/contract/openapi.json', `${JSON.stringify(openApiDocument(), null, 2)}\n`);
