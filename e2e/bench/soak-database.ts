import { asSystem } from '../../server/platform/db.ts'

export type Figure = { name: string; unit: string /** Growing less than this is nothing. */; floor: number; value: number }

/** What has an end is bounded. What people said, made and booked is kept as long as they wish, and grows with use. */
const counts = {
  run: 'select count(*) from run',
  run_step: 'select count(*) from run_step',
  run_wait: 'select count(*) from run_wait',
  'feed_entry of runs': "select count(*) from feed_entry e join feed f on f.id = e.feed_id where f.kind = 'run'",
  payload: 'select count(*) from payload',
  payload_use: 'select count(*) from payload_use',
  flow_event: 'select count(*) from flow_event',
  worker_lease: 'select count(*) from worker_lease',
  'dbos.workflow_status': 'select count(*) from dbos.workflow_status',
  'dbos.workflow_input': 'select count(*) from dbos.workflow_input',
  'dbos.workflow_output': 'select count(*) from dbos.workflow_output',
  'dbos.operation_outputs': 'select count(*) from dbos.operation_outputs',
}
const sized = ['run', 'run_step', 'run_wait', 'payload', 'payload_use', 'dbos.workflow_status', 'dbos.workflow_input', 'dbos.workflow_output']

/** Rows and sizes of the tables that must stay bounded, connections by what they are for. */
export async function databaseFigures(): Promise<Figure[]> {
  return await asSystem(async (tx) => {
    const figures: Figure[] = []
    for (const [table, text] of Object.entries(counts)) {
      const { rows } = await tx.client.query<{ count: string }>(text)
      figures.push({ name: `rows: ${table}`, unit: '', floor: 300, value: Number(rows[0]?.count) })
    }
    for (const table of sized) {
      const [row] = await tx.sql<{ mb: number }>`select (pg_total_relation_size(${table}::regclass) / 1048576.0)::float as mb`
      figures.push({ name: `size: ${table}`, unit: 'MB', floor: 6, value: row?.mb ?? 0 })
    }
    const connections = await tx.sql<{ name: string; n: number }>`
      select substring(application_name from '^[a-z-]*') as name, count(*) as n from pg_stat_activity where datname = current_database() group by 1`
    for (const { name, n } of connections) figures.push({ name: `connections: ${name || 'unnamed'}`, unit: '', floor: 2, value: n })
    const [idle] = await tx.sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction' and state_change < clock_timestamp() - interval '5 seconds'`
    figures.push({ name: 'connections idle in a transaction for 5 s', unit: '', floor: 0, value: idle?.n ?? 0 })
    return figures
  })
}
