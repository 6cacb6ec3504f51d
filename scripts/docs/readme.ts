/**
 * Writes the parts of README.md that the product itself says: its errors, the example's output and, given a folder of
 * train and test files, how good it is.
 * Run after a build: npm run script -- build/scripts/docs/readme.js [FOLDER SPLIT...]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { accuracyRows, demoOutput, errorRows, withPart } from './readme-parts.js';

const [folder, ...splits] = process.argv.slice(2);
let readme = withPart(readFileSync('README.md', 'utf8'), 'errors', errorRows());
readme = withPart(readme, 'demo', demoOutput());
if (folder !== undefined) readme = withPart(readme, 'accuracy', accuracyRows(folder, splits));
writeFileSync('README.md', readme);
