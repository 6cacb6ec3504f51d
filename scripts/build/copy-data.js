// tsc copies code only: the rooms' data files follow it to dist, under the same paths.
import { chmodSync, cpSync } from 'node:fs';

cpSync('src', 'dist', {
  recursive: true,
  filter: (source) => !/\.[^./\\]+$/.test(source) || source.endsWith('.json'),
});
chmodSync('dist/main.js', 0o755);
