/** What P10 to P90 of some offers are worked out with elsewhere; each is handed the same rows and asked the same. */
import { createRequire } from 'node:module';
import { URL } from 'node:url';
import { DuckDBInstance, DuckDBDataChunk, DOUBLE, LIST, VARCHAR, listValue } from '@duckdb/node-api';
import { escape, op, table } from 'arquero';

const product = createRequire(new URL('../../package.json', import.meta.url));
const Database = product('libsql');
const { quantile } = product('simple-statistics');

const PS = [0.1, 0.25, 0.5, 0.75, 0.9];

/** Type 7 quantiles of ascending numbers. */
function typeSeven(sorted) {
  return PS.map((p) => {
    const h = (sorted.length - 1) * p;
    const below = Math.floor(h);
    return sorted[below] + (h - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
  });
}

/** DuckDB in memory, skills as lists. */
async function duckDb(rows) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('create table offers (role varchar, level varchar, pay double, skills varchar[])');
  const appender = await connection.createAppender('offers');
  const types = [VARCHAR, VARCHAR, DOUBLE, LIST(VARCHAR)];
  for (let at = 0; at < rows.length; at += 2048) {
    const part = rows.slice(at, at + 2048);
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns([
      part.map(({ role }) => role),
      part.map(({ level }) => level),
      part.map(({ pay }) => pay),
      part.map(({ skills }) => listValue(skills)),
    ]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const select =
    'select quantile_cont(pay, [0.1, 0.25, 0.5, 0.75, 0.9]) as q from offers where role = $1 and level = $2';
  const [plain, skilled] = await Promise.all([
    connection.prepare(select),
    connection.prepare(`${select} and list_contains(skills, $3)`),
  ]);
  return async ({ role, level, skill }) => {
    const prepared = skill === undefined ? plain : skilled;
    [role, level, skill].forEach((text, i) => text !== undefined && prepared.bindVarchar(i + 1, text));
    const answer = await prepared.runAndReadAll();
    return answer.getRowsJS()[0][0];
  };
}

/** SQLite in memory, with the indexes that serve these questions best; it has no quantiles. */
function sqlite(rows) {
  const db = new Database(':memory:');
  db.exec(`
    create table offer (id integer primary key, role text, level text, pay real);
    create table skill (name text, offer integer, primary key (name, offer)) without rowid;
    begin`);
  const offer = db.prepare('insert into offer values (?, ?, ?, ?)');
  const skill = db.prepare('insert or ignore into skill values (?, ?)');
  rows.forEach((row, id) => {
    offer.run(id, row.role, row.level, row.pay);
    for (const name of row.skills) skill.run(name, id);
  });
  db.exec('commit; create index cell on offer (role, level, pay); analyze');
  const plain = db.prepare('select pay from offer where role = ? and level = ? order by pay').pluck();
  const skilled = db
    .prepare(
      `select pay from skill join offer on offer.id = skill.offer
       where name = ? and role = ? and level = ? order by pay`,
    )
    .pluck();
  return (asked) =>
    typeSeven(
      asked.skill === undefined
        ? plain.all(asked.role, asked.level)
        : skilled.all(asked.skill, asked.role, asked.level),
    );
}

function arquero(rows) {
  const offers = table({
    role: rows.map(({ role }) => role),
    level: rows.map(({ level }) => level),
    pay: Float64Array.from(rows, ({ pay }) => pay),
    skills: rows.map(({ skills }) => skills),
  });
  return ({ role, level, skill }) => {
    const found = offers.filter(
      escape(
        (d) => d.role === role && d.level === level && (skill === undefined || d.skills.includes(skill)),
      ),
    );
    const asked = Object.fromEntries(PS.map((p) => [`p${p}`, op.quantile('pay', p)]));
    return Object.values(found.rollup(asked).object());
  };
}

function filtering(rows) {
  return ({ role, level, skill }) => {
    const found = rows.filter(
      (row) =>
        row.role === role && row.level === level && (skill === undefined || row.skills.includes(skill)),
    );
    return quantile(
      found.map(({ pay }) => pay),
      PS,
    );
  };
}

/** The rivals by name, each a function from `{role, level, skill?}` to the five percentiles. */
export async function makeRivals(rows) {
  return {
    'DuckDB quantile_cont': await duckDb(rows),
    SQLite: sqlite(rows),
    arquero: arquero(rows),
    'filter + simple-statistics': filtering(rows),
  };
}
