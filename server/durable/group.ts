import { oneStatement } from '../platform/db.ts'
import type { Packed, Prepared } from './prepared.ts'

type Row = { outcomes: (number | null)[] }
type Waiting = { commit: Prepared; resolve(outcome: number | null): void; reject(error: unknown): void }

/** So many statements are under way at a time; what becomes ready meanwhile travels together in the next. */
const mostUnderWay = 2
const mostTogether = 32
let waiting: Waiting[] = []
let underWay = 0

/**
 * Writes this, in one commit with what other runs have ready in the same moment. Answers how many runs its end put into the
 * queue, or null when the run is no longer ours. What goes wrong with one of them is not the others' affair.
 */
export function commitTogether(commit: Prepared): Promise<number | null> {
  // an outlet may be held by somebody who writes into the room: others should not wait for that
  if (commit.said.keys.length > 0) return commitOne(commit)
  return new Promise((resolve, reject) => {
    waiting.push({ commit, resolve, reject })
    send()
  })
}

function send(): void {
  if (underWay >= mostUnderWay || waiting.length === 0) return
  const group = waiting.slice(0, mostTogether)
  waiting = waiting.slice(mostTogether)
  underWay++
  const [first, second] = group
  const sent = first && !second ? settle(first, commitOne(first.commit)) : commitMany(group)
  void sent.finally(() => {
    underWay--
    send()
  })
}

/** Whoever was left out, and all when the statement failed, are tried alone: what is wrong is then known to be theirs. */
async function commitMany(group: Waiting[]): Promise<void> {
  const outcomes = await statement(group.map(({ commit }) => commit)).catch(() => [])
  for (const [i, each] of group.entries()) {
    const outcome = outcomes[i] ?? null
    if (outcome === null) void settle(each, commitOne(each.commit))
    else each.resolve(outcome)
  }
}

async function settle({ resolve, reject }: Waiting, outcome: Promise<number | null>): Promise<void> {
  await outcome.then(resolve, reject)
}

async function commitOne(commit: Prepared): Promise<number | null> {
  return (await statement([commit]))[0] ?? null
}

async function statement(commits: readonly Prepared[]): Promise<(number | null)[]> {
  const { name, text, values } = statementOf(commits)
  const [row] = await oneStatement<Row>(name, text, values)
  return row?.outcomes ?? []
}

const text =
  'select run_commit_group($1::uuid[], $2::uuid[], $3::integer[], $4::json[], $5::integer[], $6::text[], $7::text[], $8::json[], $9::json[], ' +
  '$10::integer[], $11::uuid[], $12::text[], $13::text[], $14::bytea, $15::bytea[]) as outcomes'

/** The function is in prisma/migrations/0030_lighter. Its places count from 1. */
export function statementOf(commits: readonly Prepared[]): { name: string; text: string; values: unknown[] } {
  const steps = commits.flatMap((commit, i) => commit.steps.map((step) => ({ owner: i + 1, ...step })))
  const entries = commits.flatMap(({ runId, outlet, own, said }, i) => [
    ...entriesOf(i + 1, runId, own),
    ...(outlet === null ? [] : entriesOf(i + 1, outlet, said)),
  ])
  const values = [
    ...[commits.map(({ runId }) => runId), commits.map(({ workspaceId }) => workspaceId), commits.map(({ epoch }) => epoch), commits.map(({ note }) => note)],
    ...[steps.map(({ owner }) => owner), steps.map(({ path }) => path), steps.map(({ outcome }) => outcome)],
    ...[steps.map(({ output }) => output), steps.map(({ error }) => error)],
    ...[entries.map(({ owner }) => owner), entries.map(({ feed }) => feed), entries.map(({ key }) => key)],
    ...[entries.map(({ kind }) => kind), Buffer.from(`[${entries.map(({ body }) => body).join()}]`), entries.map(({ hash }) => hash)],
  ]
  return { name: 'run_commit_group', text, values }
}

/** Each key once: a repeat says the same. */
function entriesOf(owner: number, feed: string, { keys, kinds, bodies, hashes }: Packed) {
  const seen = new Set<string>()
  return keys.flatMap((key, i) => {
    if (key !== null && seen.has(key)) return []
    if (key !== null) seen.add(key)
    return [{ owner, feed, key, kind: kinds[i], body: bodies[i], hash: hashes[i] }]
  })
}
