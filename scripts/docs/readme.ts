/**
 * Writes the parts of README.md that the product itself says: its errors and the example's output.
 * Run after a build: npm run script -- build/scripts/docs/readme.js
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { demoOutput, errorRows, withPart } from './readme-parts.js';

const readme = readFileSync('README.md', 'utf8');
writeFileSync('README.md', withPart(withPart(readme, 'errors', errorRows()), 'demo', demoOutput()));
