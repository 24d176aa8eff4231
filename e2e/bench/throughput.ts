import pg from 'pg'
import type { Principal } from '../../server/kernel/principal.ts'
import { chainOfDbos, fanOfDbos } from './bare-dbos.ts'
import { answers, chain, fan } from './blocks.ts'
import { costOf } from './cost.ts'
import { transactionsOfDbos } from './dbos-transactions.ts'
import { interleave, lanes } from './interleave.ts'
import { flowOfOurs } from './ours.ts'
import type { Figure } from './report.ts'

type Pace = { rounds: number; seconds: number }
type One = () => Promise<unknown>

/** Whole flows, begin to end, a second and on `at` lanes; each line of ours against bare DBOS doing the same in the same rounds. */
export async function flows(who: Principal, at: number, pace: Pace): Promise<Figure[]> {
  const ours = async (block: string) => await flowOfOurs(who, chain(`bench.${block}`, 10))
  const figures: Figure[] = []
  await compare('chain of 10 steps, 200 B', chainOfDbos(10, 'small'), {
    external: await ours('external-small'),
    transactional: await ours('transactional-small'),
  })
  await compare('chain of 10 steps, 20 kB', chainOfDbos(10, 'large'), {
    external: await ours('external-large'),
    transactional: await ours('transactional-large'),
  })
  await compare('chain of 10 transactions, a row each, 200 B', transactionsOfDbos(10, 'small'), { transactional: await ours('transactional-small') })
  await compare('chain of 10 transactions, a row each, 20 kB', transactionsOfDbos(10, 'large'), { transactional: await ours('transactional-large') })
  await compare('fan-out 1 → 20 → 1', fanOfDbos(20), { external: await flowOfOurs(who, fan('bench.external-small', 20)) })
  await compare('flow of 3 steps', chainOfDbos(3, 'small'), { external: await flowOfOurs(who, chain('bench.external-small', 3)) })
  return figures

  async function compare(shape: string, bare: One, own: Record<string, One>): Promise<void> {
    const arm = (name: string, one: One) => ({ name, work: (until: number) => lanes(at, until, one) })
    const [base, ...rest] = await interleave([arm('bare DBOS', bare), ...Object.entries(own).map(([name, one]) => arm(name, one))], pace)
    if (!base) return
    const against = `bare DBOS, ${shape}`
    figures.push({ name: `${against}, ${at} at once`, value: base.perSecond, unit: 'flows/s', against: null, ratio: null })
    for (const { name, perSecond, ratio } of rest) figures.push({ name: `${shape}, ${name}, ${at} at once`, value: perSecond, unit: 'flows/s', against, ratio })
  }
}

/** What one commit costs on this machine now, through the same client. */
export async function raw(url: string, at: number, pace: Pace): Promise<Figure[]> {
  const pool = new pg.Pool({ connectionString: url, max: 20 })
  await pool.query('create table if not exists raw (id bigserial primary key, body jsonb)')
  const insert = () => pool.query('insert into raw (body) values ($1)', [JSON.stringify(answers.small)])
  const [row] = await interleave([{ name: 'raw', work: (until) => lanes(at, until, insert) }], pace)
  await pool.end()
  return row ? [{ name: `raw insert and commit, ${at} at once`, value: row.perSecond, unit: '/s', against: null, ratio: null }] : []
}

/** The difference between a long and a short chain is what the blocks in between cost; what a chain of none would cost is the rest of a flow. */
export async function costs(who: Principal): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const kind of ['external', 'transactional']) {
    const [short, long] = [await flowOfOurs(who, chain(`bench.${kind}-small`, 10)), await flowOfOurs(who, chain(`bench.${kind}-small`, 60))]
    await short()
    const a = await costOf(short)
    const b = await costOf(long)
    const add = (name: string, value: number) => figures.push({ name, value, unit: '', against: null, ratio: null })
    add(`SQL round trips per ${kind} block`, (b.roundTrips - a.roundTrips) / 50)
    add(`writing commits per ${kind} block`, (b.commits - a.commits) / 50)
    add(`SQL round trips of a flow of 10 ${kind} blocks`, a.roundTrips)
    add(`writing commits of a flow of 10 ${kind} blocks`, a.commits)
  }
  return figures
}
