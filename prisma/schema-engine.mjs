#!/usr/bin/env node
// Stand-in for Prisma's native schema-engine (a download): the same JSON-RPC on stdio, run by Prisma's WASM build of it.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum as T } from '@prisma/driver-adapter-utils'
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const wasm = join(dirname(fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm'))), 'schema_engine_bg.wasm')
const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { './schema_engine_bg.js': bg })
bg.__wbg_set_wasm(instance.exports)
instance.exports.__wbindgen_start()
const argv = process.argv.slice(2)
if (argv.includes('--version')) {
  console.log('schema-engine-wasm')
  process.exit(0)
}
const all = (f) => argv.flatMap((a, i) => (a === f ? [argv[i + 1]] : []))
const datamodels = all('--datamodels').map((p) => [p, readFileSync(p, 'utf8')])
const ds = JSON.parse(all('--datasource')[0] ?? '{}')
const log = (level, fields, target) => process.stderr.write(`${JSON.stringify({ level, fields, target })}\n`)
const fail = (code, message, meta) => Object.assign(new Error(message), { code, meta })
// Not { connectionString }: pg lets the string override `database`, so PrismaPg's shadow database would BE the main one.
const conf = (url, database) => {
  const u = new URL(url)
  return {
    host: decodeURIComponent(u.hostname),
    port: Number(u.port || 5432),
    user: decodeURIComponent(u.username),
    password: decodeURIComponent(u.password),
    database: database ?? decodeURIComponent(u.pathname.slice(1)),
    ssl: /require|verify/.test(u.searchParams.get('sslmode') ?? '') || undefined,
  }
}
const withPg = async (c, f) => {
  const x = new pg.Client(c)
  await x.connect()
  try {
    return await f(x)
  } finally {
    await x.end()
  }
}
const admin = (f) => withPg(conf(ds.url, 'postgres'), f)
const oid = {
  16: T.Boolean,
  17: T.Bytes,
  18: T.Character,
  20: T.Int64,
  21: T.Int32,
  23: T.Int32,
  26: T.Int64,
  114: T.Json,
  700: T.Float,
  701: T.Double,
  1000: T.BooleanArray,
  1002: T.CharacterArray,
  1003: T.TextArray,
  1005: T.Int32Array,
  1007: T.Int32Array,
  1009: T.TextArray,
  1015: T.TextArray,
  1016: T.Int64Array,
  1028: T.Int64Array,
  1114: T.DateTime,
  1184: T.DateTime,
  1700: T.Numeric,
  2950: T.Uuid,
  3802: T.Json,
}
const patch = (q) => {
  // PrismaPg rejects catalog types such as "char" and splits scripts on every ';' (breaks $$ bodies)
  q.queryRaw = async (s) => {
    const { fields, rows } = await q.performIO(s)
    return { columnNames: fields.map((f) => f.name), columnTypes: fields.map((f) => oid[f.dataTypeID] ?? T.Text), rows }
  }
  q.executeScript = async (s) => {
    try {
      await q.client.query(s)
    } catch (e) {
      q.onError(e)
    }
  }
  const start = q.startTransaction?.bind(q)
  if (start) q.startTransaction = async (...a) => patch(await start(...a))
  return q
}
const open = async (url, db) => patch(await new PrismaPg(conf(url, db), { schema: new URL(url).searchParams.get('schema') ?? undefined }).connect())
const factory = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => open(ds.url),
  async connectToShadowDb() {
    if (ds.shadowDatabaseUrl) return open(ds.shadowDatabaseUrl)
    const db = `prisma_migrate_shadow_db_${randomUUID()}`
    await admin((c) => c.query(`create database "${db}"`))
    const a = await open(ds.url, db),
      end = a.dispose.bind(a)
    a.dispose = async () => {
      await end()
      await admin((c) => c.query(`drop database if exists "${db}" with (force)`))
    }
    return a
  },
}
let engine // one per process: evaluateDataLoss and createMigration only find the migrations' schema in its cache
const getEngine = () =>
  (engine ??= bg.SchemaEngine.new({ datamodels: datamodels.length ? datamodels : undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(factory)))
const sql = {
  int2: 'int',
  int4: 'int',
  int8: 'bigint',
  float4: 'float',
  float8: 'double',
  numeric: 'decimal',
  bool: 'bool',
  json: 'json',
  jsonb: 'json',
  date: 'date',
  time: 'time',
  timestamp: 'datetime',
  timestamptz: 'datetime',
  bytea: 'bytes',
}
const typ = (t) => (t[0] === '_' ? `${sql[t.slice(1)] ?? 'string'}-array` : (sql[t] ?? 'string'))
const describe = (q) =>
  withPg(conf(ds.url), async (c) => {
    // typedSql (the WASM engine's own answer overflows its stack); needs Postgres 16+
    const doc = new Map([...q.source.matchAll(/^-- *@param +(?:\{(\w+)(\?)?\} +)?\$(\d+)(?::(\S+))?/gm)].map((m) => [+m[3], { name: m[4], nullable: !!m[2] }])),
      body = q.source.trim().replace(/;$/, '')
    await c.query(`prepare _p as ${body}`)
    const names = (col) => `array(select t.typname::text from unnest(${col}) with ordinality u(o, i) join pg_type t on t.oid = u.o order by i)`
    const {
      rows: [p],
    } = await c.query(`select ${names('parameter_types')} pt, ${names('result_types')} rt from pg_prepared_statements where name = '_p'`)
    const f = p.rt.length ? (await c.query({ text: `select * from (${body}) _q limit 0`, values: p.pt.map(() => null) })).fields : []
    return {
      name: q.name,
      source: q.source,
      documentation: null,
      parameters: p.pt.map((t, i) => ({
        name: doc.get(i + 1)?.name ?? `_${i + 1}`,
        typ: typ(t),
        documentation: null,
        nullable: doc.get(i + 1)?.nullable ?? false,
      })),
      resultColumns: f.map((x, i) => ({ name: x.name, typ: typ(p.rt[i]), nullable: true })),
    }
  })
const name = () => decodeURIComponent(new URL(ds.url).pathname.slice(1))
const own = {
  createDatabase: () =>
    admin(async (c) => {
      if ((await c.query('select from pg_database where datname = $1', [name()])).rowCount)
        throw fail('P1009', `Database \`${name()}\` already exists`, { database_name: name() })
      await c.query(`create database ${pg.escapeIdentifier(name())}`)
      return { databaseName: name() }
    }),
  dropDatabase: () => admin((c) => c.query(`drop database if exists ${pg.escapeIdentifier(name())} with (force)`)),
  ensureConnectionValidity: () =>
    withPg(conf(ds.url), async () => ({})).catch((e) => {
      const h = new URL(ds.url).host
      throw e.code === '3D000'
        ? fail('P1003', `Database \`${name()}\` does not exist`, { database_name: name() })
        : e.code === '28P01'
          ? fail('P1000', 'Authentication failed', {})
          : fail('P1001', `Can't reach database server at \`${h}\`: ${e.message}`, { database_location: h })
    }),
  introspectSql: async (p) => ({ queries: await Promise.all(p.queries.map(describe)) }),
  getDatabaseVersion: async (p) => (await getEngine()).version(p),
  getDatabaseDescription: async () => 'PostgreSQL',
}
async function call(method, params) {
  if (own[method]) return own[method](params)
  const e = await getEngine()
  if (method === 'evaluateDataLoss' || method === 'createMigration') await e.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
  const result = (await e[method](params)) ?? {}
  if (method === 'diff' && result.stdout) send({ id: 900001, method: 'print', params: { content: result.stdout } }) // the native engine prints through its caller
  return result
}
const cli = argv.indexOf('cli')
if (cli >= 0) {
  // one-shot commands: exit code, and one JSON line on stderr after a banner line
  log('INFO', { message: 'Starting schema engine CLI' }, 'schema_engine')
  try {
    await { 'can-connect-to-database': own.ensureConnectionValidity, 'create-database': own.createDatabase, 'drop-database': own.dropDatabase }[argv[cli + 1]]()
    process.exit(0)
  } catch (e) {
    process.stderr.write(JSON.stringify({ level: 'ERROR', fields: { message: e.message, error_code: e.code ?? 'P1011' }, target: 'schema_engine::logger' }))
    process.exit(1)
  }
}
const plain = (v) =>
  v instanceof Map
    ? plain(Object.fromEntries(v))
    : Array.isArray(v)
      ? v.map(plain)
      : typeof v === 'bigint'
        ? Number(v)
        : v && typeof v === 'object'
          ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, plain(x)]))
          : v
const send = (o) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...o })}\n`)
let chain = Promise.resolve()
createInterface({ input: process.stdin })
  .on('line', (l) => {
    const m = JSON.parse(l)
    if (!m.method) return
    chain = chain
      .then(() => call(m.method, m.params))
      .then(
        (r) => send({ id: m.id, result: plain(r) }),
        (e) =>
          send({
            id: m.id,
            error: {
              code: 4466,
              message: 'An error happened. Check the data field for details.',
              data: {
                is_panic: e?.name === 'RuntimeError',
                message: e?.message ?? String(e),
                meta: plain(e?.meta ?? null),
                error_code: e?.code ?? null,
                backtrace: null,
              },
            },
          }),
      )
  })
  .on('close', () => chain.finally(() => process.exit(0)))
