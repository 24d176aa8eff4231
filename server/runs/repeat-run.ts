import { loadBlocks } from '../blocks/index.ts'
import { waitIdOf } from '../durable/index.ts'
import { checkValue } from '../engine/check-value.ts'
import { type Flow, flowSchema } from '../engine/flow.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { append, type NewEntry, storable } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { beginRun, type NewRun } from './begin-run.ts'
import type { RunSummary } from './contract.ts'
import { type Edits, joinEdits } from './edits.ts'
import {
  type CopiedEntry,
  copySteps,
  copyWaits,
  failedNodes,
  insertEdits,
  markFork,
  type Original,
  originalOf,
  revisionRow,
  settledWaits,
  stepEntries,
} from './fork-store.ts'
import { copyGiven } from './given-store.ts'
import { outermost, redone } from './redone.ts'
import { summaryOf } from './start-run.ts'

/** `all`: nothing of the first run is taken over. */
type Repeat = { run: string; idempotencyKey?: string | undefined } & ({ all: true } | { all: false; from?: string | undefined; edits: Edits })

/**
 * A new run of the same revision, made of one that ended. What it takes over (checkpoints, answers, and what the feed
 * tells of them) is there before any worker sees it, so the walk finds it recorded and does it no second time.
 */
export async function repeatRun(tx: Tx, who: Principal, repeat: Repeat): Promise<RunSummary> {
  const { workspaceId } = who
  const from = await originalOf(tx, workspaceId, repeat.run)
  if (!from) throw new AppError('not-found')
  if (from.status !== 'completed' && from.status !== 'failed' && from.status !== 'cancelled')
    throw new AppError('conflict', 'This run is still going on. Cancel it or wait until it has ended, then try again.')
  const redo = repeat.all ? null : await whatToRedo(tx, workspaceId, from, repeat)
  const edits = joinEdits(from.edits ?? {}, repeat.all ? {} : repeat.edits)

  const id = newId()
  const started = await beginRun(tx, { ...newRunOf(who, from, repeat.idempotencyKey), id })
  if (started !== id) return await summaryOf(tx, workspaceId, started)
  await markFork(tx, id, from, redo && (repeat.all ? null : (repeat.from ?? from.failedAt)), redo !== null && from.demo)
  if (Object.keys(edits).length > 0) await insertEdits(tx, workspaceId, id, storable(edits) as Edits)
  if (redo) await takeOver(tx, from.id, id, [...redo])
  else await copyGiven(tx, from.id, id)
  return await summaryOf(tx, workspaceId, id)
}

function newRunOf({ workspaceId, personId }: Principal, from: Original, key: string | undefined): NewRun {
  return {
    workspaceId,
    agentId: from.agentId,
    revisionId: from.revisionId,
    environment: from.environment,
    trigger: from.trigger as NewRun['trigger'],
    input: from.input,
    startedBy: personId,
    ...(from.outlet === null ? {} : { outlet: from.outlet }),
    ...(key === undefined ? {} : { idempotencyKey: `repeat:${from.id}:${key}` }),
  }
}

async function whatToRedo(tx: Tx, workspaceId: string, original: Original, { from, edits }: { from?: string | undefined; edits: Edits }): Promise<Set<string>> {
  const revision = await revisionRow(tx, workspaceId, original.id)
  if (!revision) throw new AppError('not-found', 'The revision of this run is gone.')
  const flow = flowSchema.parse(revision.flow)
  const start = from === undefined ? undefined : nodeOf(flow, from)
  await checkEdits(flow, edits)
  if (start === undefined && Object.keys(edits).length === 0 && original.status === 'completed')
    throw new AppError('invalid-input', 'This run completed. Say from which step it is to be done again, or retry the whole.', {
      fields: { from: 'name a step' },
    })
  const failed = [...(await failedNodes(tx, original.id)), ...(original.failedAt === null ? [] : [original.failedAt.split('/')[0] ?? ''])]
  return redone(flow, [...(start === undefined ? [] : [start]), ...Object.keys(edits), ...failed])
}

/** The node of the flow that a step belongs to. */
function nodeOf(flow: Flow, path: string): string {
  const id = path.split('/')[0] ?? ''
  if (!Object.hasOwn(flow.nodes, id))
    throw new AppError('invalid-input', `This run has no step called "${path}".`, { fields: { from: 'there is no such step' } })
  return outermost(flow, id)
}

async function checkEdits(flow: Flow, edits: Edits): Promise<void> {
  const blocks = await loadBlocks()
  for (const [id, values] of Object.entries(edits)) {
    const node = Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined
    const card = blocks.get(node?.block ?? '')?.card
    if (!node || !card) throw new AppError('invalid-input', `This run has no step called "${id}".`)
    if (card.trigger) throw new AppError('invalid-input', `"${card.title}" gives what the run was started with. To change that, start a new run.`)
    const ports = [...card.inputs, ...(node.ports?.inputs ?? [])]
    for (const [name, value] of Object.entries(values)) {
      const port = ports.find((known) => known.name === name)
      const reason = port ? checkValue(port.schema, value ?? null) : 'there is no such input'
      if (reason) throw new AppError('invalid-input', `"${name}" of "${node.title ?? card.title}": ${reason}.`, { fields: { [`${id}.${name}`]: reason } })
    }
  }
}

async function takeOver(tx: Tx, from: string, to: string, redo: string[]): Promise<void> {
  const waits = (await settledWaits(tx, from, redo)).map((wait) => ({ ...wait, newId: waitIdOf(to, wait.path) }))
  await copySteps(tx, from, to, redo)
  await copyWaits(tx, to, waits)
  await append(tx, to, takenOver(await stepEntries(tx, from), new Set(redo), new Map(waits.map(({ id, newId }) => [id, newId]))))
}

/** What the feed told of finished steps and answered questions, as of attempt 0: before this run began. */
function takenOver(entries: readonly CopiedEntry[], redo: ReadonlySet<string>, waits: ReadonlyMap<string, string>): NewEntry[] {
  const ended = new Set(entries.flatMap(({ kind, body }) => (kind === 'node.completed' || kind === 'node.failed' ? [textAt(body, 'path')] : [])))
  return entries.flatMap(({ key, kind, body }): NewEntry[] => {
    const path = textAt(body, 'path')
    if (redo.has(path.split('/')[0] ?? '')) return []
    if (kind.startsWith('human.')) {
      const wait = waits.get(textAt(body, 'wait'))
      return wait === undefined ? [] : [{ key, kind, body: { ...(body as JsonObject), wait } }]
    }
    if (!ended.has(path)) return []
    const attempt = textAt(body, 'attempt')
    return [{ key, kind, body: attempt === '' ? body : { ...(body as JsonObject), attempt: attempt.replace(/^\d+/, '0') } }]
  })
}

function textAt(body: Json, name: string): string {
  const value = typeof body === 'object' && body !== null && !Array.isArray(body) ? body[name] : undefined
  return typeof value === 'string' ? value : ''
}
