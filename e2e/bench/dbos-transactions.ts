import { AsyncLocalStorage } from 'node:async_hooks'
import { DBOS } from '@dbos-inc/dbos-sdk'
import {
  assertStillOwnsWorkflow,
  type DataSourceTransactionHandler,
  DBOSStepAlreadyRecordedError,
  migrateDataSourcePG,
  registerDataSource,
  replayRecordedStep,
  runTransaction,
} from '@dbos-inc/dbos-sdk/datasource'
import pg from 'pg'
import { answers, type Size } from './blocks.ts'

const name = 'bench'
type Recorded = { output: string | null; error: string | null }

/**
 * Steps of bare DBOS that write a row of their own exactly once, as its documentation says it is done: a data source's transaction,
 * with the row, the data source's checkpoint and the fence in one commit, and DBOS's checkpoint after it. A data source of our own,
 * since none of those published runs with DBOS 5.3; written to its documented interface (docs: reference, plugins) and prepared statements,
 * which those published do not use.
 */
export async function prepareTransactions(url: string): Promise<() => Promise<void>> {
  const pool = new pg.Pool({ connectionString: url, max: 20 })
  await pool.query('create table if not exists bench_effect (id bigserial primary key, workspace_id uuid, note text)')
  registerDataSource(dataSource(pool))
  return () => pool.end()
}

const within = new AsyncLocalStorage<pg.PoolClient>()

const dataSource = (pool: pg.Pool): DataSourceTransactionHandler => ({
  name,
  async initialize() {
    await transaction(pool, async (client) => {
      await migrateDataSourcePG(async (sql) => (await client.query(sql)).rows)
    })
  },
  destroy: () => Promise.resolve(),
  async deleteCheckpoints(workflow, from, beforeCommit) {
    await transaction(pool, async (client) => {
      await client.query('delete from dbos.transaction_completion where workflow_id = $1 and function_num >= $2', [workflow, from])
      await beforeCommit?.()
    })
  },
  async invokeTransactionFunction(_config, target, body, ...args) {
    const { workflowID: workflow = '', stepID: step = 0 } = DBOS
    const [recorded] = (await pool.query<Recorded>({ ...seen, values: [workflow, step] })).rows
    if (recorded) return replayRecordedStep(recorded)
    return await transaction(pool, async (client) => {
      const output = await within.run(client, () => body.call(target, ...args))
      const { rowCount } = await client.query({ ...record, values: [workflow, step, JSON.stringify({ json: output })] })
      if (rowCount === 0) throw new DBOSStepAlreadyRecordedError(workflow, step)
      await assertStillOwnsWorkflow(workflow)
      return output
    })
  },
})

const seen = { name: 'seen', text: 'select output, error from dbos.transaction_completion where workflow_id = $1 and function_num = $2' }
const record = {
  name: 'record',
  text: 'insert into dbos.transaction_completion (workflow_id, function_num, output) values ($1, $2, $3) on conflict do nothing',
}
const effect = { name: 'effect', text: "insert into bench_effect (workspace_id, note) values ($1, 'x')", values: ['00000000-0000-4000-8000-000000000000'] }

async function transaction<T>(pool: pg.Pool, body: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const result = await body(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const step = (size: Size) =>
  runTransaction(
    async () => {
      await within.getStore()?.query(effect)
      return answers[size]
    },
    'transaction',
    { dsName: name },
  )

const chain = DBOS.registerWorkflow(
  async (length: number, size: Size) => {
    for (let i = 0; i < length; i++) await step(size)
  },
  { name: 'bench-transactions' },
)

export const transactionsOfDbos = (length: number, size: Size) => async () => {
  const handle = await DBOS.startWorkflow(chain)(length, size)
  await handle.getResult()
}
