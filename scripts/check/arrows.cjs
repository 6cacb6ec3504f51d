// A room imports only from rooms on a lower floor; rooms on the same floor do not know each other.
const floors = [
  ['core'],
  ['domain', 'stats'],
  ['vocabulary', 'contract'],
  ['ingest', 'market', 'storage'],
  ['guidance', 'career'],
  ['app'],
  ['http', 'cli', 'web'],
];

const upward = floors.flatMap((rooms, floor) =>
  rooms.map((room) => ({
    name: `${room}-imports-only-from-below`,
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: {
      path: [
        '^src/main\\.ts$',
        ...floors
          .slice(floor)
          .flat()
          .filter((other) => other !== room)
          .map((other) => `^src/${other}/`),
      ],
    },
  })),
);

// One door for each package that a room alone may use.
const doors = [
  ['simple-statistics', 'stats'],
  ['csv-parse', 'ingest'],
  ['libsql', 'storage/embedded'],
  ['mongoose', 'storage/mongo'],
  ['express', 'http'],
  ['commander', 'cli'],
].map(([name, room]) => ({
  name: `${name}-only-in-${room.replace('/', '-')}`,
  severity: 'error',
  from: { pathNot: `^src/${room}/` },
  to: { path: `^node_modules/${name}/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    ...doors,
    {
      name: 'shared-answers-cannot-reach-an-offer',
      comment: 'Where pay is shared, answers follow from a release alone.',
      severity: 'error',
      from: { path: '^src/market/shared/' },
      to: { path: '^src/(storage|market/(columns|offers|pool|market|release/provenance))', reachable: true },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'pure-rooms-have-no-io',
      comment: 'Clock, randomness, files, network and environment are passed in.',
      severity: 'error',
      from: { path: '^src/(core|domain|stats|vocabulary|contract|market|guidance|career)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
