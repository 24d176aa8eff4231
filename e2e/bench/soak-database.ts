import { asSystem } from '../../server/platform/db.ts'

export type Figure = { name: string; unit: string /** Growing less than this is nothing. */; floor: number; value: number }

/** Tables of what has an end. What people said, made and booked is kept as long as they wish, and grows with use. */
const bounded = {
  run_step: 'select count(*) from run_step',
  run_wait: 'select count(*) from run_wait',
  'feed_entry of runs': "select count(*) from feed_entry e join feed f on f.id = e.feed_id where f.kind = 'run'",
  payload: 'select count(*) from payload',
  payload_use: 'select count(*) from payload_use',
  'dbos.workflow_status': 'select count(*) from dbos.workflow_status',
  'dbos.workflow_input': 'select count(*) from dbos.workflow_input',
  'dbos.workflow_output': 'select count(*) from dbos.workflow_output',
  'dbos.operation_outputs': 'select count(*) from dbos.operation_outputs',
}
const sized = ['run', 'run_step', 'run_wait', 'payload', 'payload_use', 'dbos.workflow_status', 'dbos.workflow_input', 'dbos.workflow_output']

/**
 * Rows and sizes of the tables that must stay bounded, connections by what they are for. How many runs there are follows the load of the
 * last minutes; so it is asked what is there over its time, and how many rows of other tables there are for one run.
 */
export async function databaseFigures(keepMinutes: number): Promise<Figure[]> {
  return await asSystem(async (tx) => {
    const figures: Figure[] = []
    const one = async (text: string, values: unknown[] = []) => Number((await tx.client.query<{ count: string }>(text, values)).rows[0]?.count)
    const runs = await one('select count(*) from run')
    figures.push({ name: 'runs kept', unit: '', floor: Number.POSITIVE_INFINITY, value: runs })
    figures.push({ name: 'runs that have not ended', unit: '', floor: 15, value: await one('select count(*) from run where finished_at is null') })
    figures.push({
      ...{ name: 'runs kept over their time', unit: '', floor: 0 },
      value: await one("select count(*) from run where finished_at < clock_timestamp() - ($1::float8 + 1) * interval '1 minute'", [keepMinutes]),
    })
    for (const [table, text] of Object.entries(bounded))
      figures.push({ name: `rows for a run: ${table}`, unit: '', floor: 2, value: (await one(text)) / Math.max(runs, 1) })
    for (const [table, text] of Object.entries({ worker_lease: 'select count(*) from worker_lease', flow_event: 'select count(*) from flow_event' }))
      figures.push({ name: `rows: ${table}`, unit: '', floor: 5, value: await one(text) })
    for (const table of sized)
      figures.push({ name: `size: ${table}`, unit: 'MB', floor: 6, value: (await one('select pg_total_relation_size($1) as count', [table])) / 2 ** 20 })
    const connections = await tx.sql<{ name: string; n: number }>`
      select substring(application_name from '^[a-z-]*') as name, count(*) as n from pg_stat_activity where datname = current_database() group by 1`
    for (const { name, n } of connections) figures.push({ name: `connections: ${name || 'unnamed'}`, unit: '', floor: 2, value: n })
    const [idle] = await tx.sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction' and state_change < clock_timestamp() - interval '5 seconds'`
    figures.push({ name: 'connections idle in a transaction for 5 s', unit: '', floor: 0, value: idle?.n ?? 0 })
    return figures
  })
}
