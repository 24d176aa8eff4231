import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import pg from 'pg'
import { env } from './env.ts'

/**
 * The one door to PostgreSQL. Plain SQL through a tagged template: `tx.sql<Row>`select … where id = ${id}`` sends the
 * values as parameters, never as text. Only store.ts files, durable/ and platform/ come in here.
 *
 * Two kinds of transaction: {@link inWorkspace} runs as the role `hearth_app`, which owns nothing and sees, by row-level
 * security, one workspace; {@link asSystem} is for what stands above workspaces (sign-in, membership, workers, upkeep).
 */
export type Tx = {
  sql<Row extends object = Record<string, unknown>>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]>
  /** The same for what is sent again and again: read and planned once a connection. Not where the best plan hangs on the values. */
  often: Tx['sql']
  /** For libraries that join a transaction, such as DBOS enqueue. */
  client: pg.ClientBase
  /** Runs when the transaction has committed: wake-ups, notifications. Failures there are not the caller's. */
  afterCommit(task: () => void | Promise<void>): void
}

/** int8 as number (our counters stay far below 2^53), timestamptz as ISO 8601; per query, so that DBOS keeps its own parsers. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return (text: string) => Number(text)
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (text: string) => new Date(text).toISOString()
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

/** `single` is for statements that transactions wait for: from the transactions' own pool they might never get a connection. */
type Pools = { system: pg.Pool; tenant: pg.Pool; single: pg.Pool }
const holder = globalThis as typeof globalThis & { hearthPools?: Pools }

function pools(): Pools {
  if (!holder.hearthPools) {
    const connectionString = env.databaseUrl()
    const shared = {
      connectionString,
      max: Number(process.env.HEARTH_POOL ?? '12'),
      idleTimeoutMillis: 30_000,
      idle_in_transaction_session_timeout: 10_000,
      application_name: 'hearth',
    }
    const tenant = { ...shared, options: '-c role=hearth_app' }
    holder.hearthPools = { system: new pg.Pool(shared), tenant: new pg.Pool(tenant), single: new pg.Pool({ ...tenant, max: Math.ceil(shared.max / 2) }) }
    for (const pool of Object.values(holder.hearthPools)) {
      pool.on('error', () => undefined) // an idle connection died: the next query gets a new one
      // one in use that dies between two queries would end the process; its next query tells the one who uses it
      pool.on('connect', (client) => client.on('error', () => undefined))
    }
  }
  return holder.hearthPools
}

/** Closes all connections of this process; the next use opens new ones. */
export async function closeDatabase(): Promise<void> {
  const open = holder.hearthPools
  delete holder.hearthPools
  await Promise.all(Object.values(open ?? {}).map((pool) => pool.end()))
}

/** The pool of the system side, for libraries that bring their own queries (Prisma, the rate limiter). */
export const systemPool = (): pg.Pool => pools().system

/** One transaction that sees one workspace only. */
export function inWorkspace<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(pools().tenant, work, workspaceId)
}

/** The same for reading only, as it all was at one moment: what several statements see fits together. */
export function readWorkspace<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(pools().tenant, work, workspaceId, 'begin isolation level repeatable read read only')
}

/** One transaction above all workspaces. Every query in it must name the workspace it means. */
export function asSystem<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(pools().system, work)
}

/** One statement above all workspaces, in one round trip. It must name the workspace it means. */
export function systemSql<Row extends object = Record<string, unknown>>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> {
  refuseInside(pools().system)
  return tagged(pools().system)<Row>(strings, ...values)
}

/** The same for what is sent again and again, see {@link Tx.often}. */
export function systemOften<Row extends object = Record<string, unknown>>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> {
  refuseInside(pools().system)
  return tagged(pools().system, true)<Row>(strings, ...values)
}

/**
 * One prepared statement under the tenant role: one round trip, one commit. For database functions that take the
 * workspace as an argument and set it themselves, such as run_commit. Has connections of its own, so that a transaction
 * may wait for it: it never waits for a transaction.
 */
export async function oneStatement<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
  return (await pools().single.query({ name, text, values, types })).rows as Row[]
}

/** A connection outside the pools, for LISTEN. The caller ends it. */
export async function ownConnection(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env.databaseUrl(), application_name: 'hearth-listen', keepAlive: true })
  await client.connect()
  return client
}

/** The transaction that the code running now is in. */
const around = new AsyncLocalStorage<{ open: boolean; pool: pg.Pool }>()

/** Enough of those at once would each hold a connection and wait for one more, for ever. */
function refuseInside(pool?: pg.Pool): void {
  const outer = around.getStore()
  if (outer?.open && (pool ?? outer.pool) === outer.pool) throw new Error('A transaction was begun inside another. Hand on the `tx` of the outer one.')
}

async function transaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>, workspaceId?: string, begin = 'begin'): Promise<T> {
  refuseInside()
  const client = await pool.connect()
  const state = { open: true, pool }
  const after: (() => void | Promise<void>)[] = []
  let result: T
  try {
    await client.query(workspaceId === undefined ? begin : `${begin}; set local app.workspace_id = '${idText(workspaceId)}'`) // one round trip
    result = await around.run(state, () => work({ ...sqlOver(client), afterCommit: (task) => void after.push(task) }))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    )
    throw error
  } finally {
    state.open = false
  }
  client.release()
  for (const task of after)
    await Promise.resolve()
      .then(task)
      .catch(() => undefined)
  return result
}

/** SET takes no parameters, so what goes into its text is looked at. */
function idText(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new TypeError('a workspace is named by a UUID')
  return id
}

/** The tagged template over a client that somebody else's transaction holds, such as a transactional step. */
export function sqlOver(client: pg.ClientBase): Pick<Tx, 'sql' | 'often' | 'client'> {
  return { client, sql: tagged(client), often: tagged(client, true) }
}

function tagged(target: Pick<pg.ClientBase, 'query'>, often = false): Tx['sql'] {
  return async <Row extends object>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> => {
    const { text, name } = statementOf(strings)
    return (await target.query(often ? { name, text, values, types } : { text, values, types })).rows as Row[]
  }
}

const statements = new WeakMap<TemplateStringsArray, { text: string; name: string }>()

/** Each place in the code has one text, whose name is the same in all bundles of a process. */
function statementOf(strings: TemplateStringsArray): { text: string; name: string } {
  const known = statements.get(strings)
  if (known) return known
  let text = strings[0] ?? ''
  for (let i = 1; i < strings.length; i++) text += `$${i}${strings[i]}`
  const statement = { text, name: createHash('sha256').update(text).digest('hex').slice(0, 32) }
  statements.set(strings, statement)
  return statement
}
