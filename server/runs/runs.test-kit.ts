import { type ChildProcess, spawn } from 'node:child_process'
import { loadBlocks } from '../blocks/index.ts'
import type { Catalogue } from '../engine/card.ts'
import { compile } from '../engine/compile.ts'
import type { EngineEvent } from '../engine/events.ts'
import { type Flow, flowSchema } from '../engine/flow.ts'
import { newId } from '../kernel/ids.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { hashOf } from '../platform/canonical.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { beginRun, type NewRun } from './begin-run.ts'

/** A person with a workspace of their own, straight in the tables. */
export async function somebody(role: Principal['role'] = 'owner'): Promise<Principal> {
  const personId = newId()
  const workspaceId = newId()
  const slug = `w-${workspaceId.slice(-12)}`
  const email = `${personId}@test.example`
  await asSystem(async (tx) => {
    await tx.sql`insert into person (id, name, email, password_hash) values (${personId}, 'Ada', ${email}, 'none')`
    await tx.sql`insert into workspace (id, slug, name) values (${workspaceId}, ${slug}, 'Test')`
    await tx.sql`insert into membership (workspace_id, person_id, role) values (${workspaceId}, ${personId}, ${role})`
  })
  return { kind: 'person', personId, sessionId: newId(), name: 'Ada', email, workspaceId, workspaceSlug: slug, role }
}

type Sketch = { nodes: Record<string, { block: string; inputs?: Record<string, unknown> }>; wires?: string[] }

/** A flow from a sketch: inputs are literals, wires read `a.text > b.text`. */
export function flowOf({ nodes, wires = [] }: Sketch): Flow {
  const end = (text = '') => ({ node: text.trim().split('.')[0], port: text.trim().split('.')[1] })
  return flowSchema.parse({
    schema: 1,
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, { block, inputs = {} }]) => [
        id,
        { block, inputs: Object.fromEntries(Object.entries(inputs).map(([port, value]) => [port, { kind: 'literal', value }])) },
      ]),
    ),
    wires: wires.map((wire) => ({ from: end(wire.split('>')[0]), to: end(wire.split('>')[1]) })),
  })
}

/** An agent whose published revision is this flow. */
export async function agentWith(who: Principal, flow: Flow, catalogue?: Catalogue): Promise<string> {
  const known = catalogue ?? new Map([...(await loadBlocks())].map(([id, block]) => [id, block.card]))
  const compiled = compile(flow, known)
  if (!compiled.ok) throw new Error(`the test's flow does not compile: ${compiled.problems.map((problem) => problem.message).join('; ')}`)
  const agentId = newId()
  const revisionId = newId()
  const flowText = JSON.stringify(flow)
  await inWorkspace(who.workspaceId, async (tx) => {
    await tx.sql`insert into agent (id, workspace_id, name, description, icon, draft, created_by) values (${agentId}, ${who.workspaceId}, 'Agent', '', 'bot', ${flowText}::jsonb, ${who.personId})`
    await tx.sql`insert into revision (id, workspace_id, agent_id, number, hash, flow, plan, plan_hash, note, published_by)
      values (${revisionId}, ${who.workspaceId}, ${agentId}, 1, ${hashOf(JSON.parse(flowText)).toString('hex')}, ${flowText}::jsonb, ${JSON.stringify(compiled.plan)}::jsonb, ${compiled.plan.hash}, '', ${who.personId})`
    await tx.sql`update agent set published_revision = ${revisionId} where id = ${agentId}`
  })
  return agentId
}

export async function begin(who: Principal, agentId: string, input: JsonObject = {}, more: Partial<NewRun> = {}): Promise<string> {
  return await inWorkspace(who.workspaceId, (tx) =>
    beginRun(tx, { workspaceId: who.workspaceId, agentId, trigger: 'manual', input, startedBy: who.personId, ...more }),
  )
}

export type RunState = { status: string; segment: number; epoch: number; output: JsonObject | null; error: JsonObject | null; demo: boolean }

export async function stateOf(runId: string): Promise<RunState> {
  const [row] = await asSystem((tx) => tx.sql<RunState>`select status, segment, epoch, output, error, demo from run where id = ${runId}`)
  if (!row) throw new Error(`there is no run ${runId}`)
  return row
}

/** Polls until the run is in one of these states. One that ended otherwise is told at once. */
export async function until(runId: string, ...states: string[]): Promise<RunState> {
  return await eventually(
    async () => {
      const state = await stateOf(runId)
      if (states.includes(state.status)) return state
      if (['completed', 'failed', 'cancelled'].includes(state.status))
        throw new Error(`the run is ${state.status}: ${JSON.stringify(state.error ?? state.output)}`)
      return undefined
    },
    `run ${runId} to be ${states.join(' or ')}`,
  )
}

export async function eventually<T>(look: () => Promise<T | undefined>, what: string, withinMs = 60_000): Promise<T> {
  for (const from = Date.now(); ; ) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() - from > withinMs) throw new Error(`waited ${withinMs} ms for ${what}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

export async function eventsOf(runId: string): Promise<EngineEvent[]> {
  const rows = await asSystem((tx) => tx.sql<{ body: EngineEvent }>`select body from feed_entry where feed_id = ${runId} order by seq`)
  return rows.map((row) => row.body)
}

export async function stepsOf(runId: string): Promise<string[]> {
  const rows = await asSystem((tx) => tx.sql<{ path: string }>`select path from run_step where run_id = ${runId}`)
  return rows.map((row) => row.path).sort()
}

export type WorkerProcess = {
  child: ChildProcess
  pid: number
  executorId: string
  ended: Promise<number | null>
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** A run worker in a process of its own, on this test's database. Resolves when it takes runs. */
export async function startWorkerProcess(
  script: string = new URL('../../workers/run.ts', import.meta.url).pathname,
  env: Record<string, string> = {},
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [script], { env: { ...process.env, HEARTH_LOG: 'info', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let heard = ''
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  await new Promise<void>((ready, failed) => {
    const hear = (data: Buffer) => {
      heard += data.toString()
      if (heard.includes('worker ready')) ready()
      if (process.env.HEARTH_TEST_LOUD) process.stderr.write(data)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then((code) => failed(new Error(`the worker ended with ${code} before it was ready:\n${heard}`)))
  })
  return {
    child,
    pid: child.pid ?? 0,
    executorId: /"worker":"([^"]+)"[^\n]*worker ready/.exec(heard)?.[1] ?? '',
    ended,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await ended
    },
  }
}
