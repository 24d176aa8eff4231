import { HttpAgent } from '@ag-ui/client'
import { EventSchema } from '@ag-ui/core/schemas'
import { HttpAgent as LegacyAgent } from 'ag-ui-client-legacy'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConversationEntry } from '../conversation/index.ts'
import { approval, asEntries, randomTalk, shown } from '../conversation/talk.test-kit.ts'
import type { EngineEvent } from '../engine/events.ts'
import { type OutEvent, RunProjection } from './project-run.ts'

const terminal = (event: OutEvent) => event.type === 'RUN_FINISHED' || event.type === 'RUN_ERROR'

function project(entries: readonly ConversationEntry[], engineRunId: string, options: { modern?: boolean; live?: boolean } = {}): OutEvent[] {
  const projection = new RunProjection({ threadId: 'thread', runId: 'client-run', engineRunId, modern: options.modern ?? false })
  if (!options.live) projection.knows(entries)
  const events = [...projection.begin(), ...entries.flatMap((entry) => projection.push(entry))]
  return projection.done ? events : [...events, ...projection.fail('gone', 'gone')]
}

/** Through the whole of both clients, which throw or warn when a stream breaks the protocol. */
async function accepted(events: OutEvent[]): Promise<void> {
  for (const event of events) EventSchema.parse(event)
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
  const answer = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  for (const Agent of [HttpAgent, LegacyAgent]) await new Agent({ url: 'http://test.example', fetch: answer }).runAgent()
}

const warnings = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]
beforeEach(() => {
  for (const warning of warnings) warning.mockClear()
})
afterEach(() => {
  for (const warning of warnings) expect(warning.mock.calls).toEqual([])
})

describe('a run for one client, over rooms made by chance', () => {
  it('[agui.legal-stream] is accepted by both clients, with one terminal event and nothing of other runs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), fc.boolean(), fc.boolean(), fc.nat(), async (seed, modern, live, cut) => {
        const { entries, runs } = randomTalk(seed)
        for (const { runId } of runs) {
          const events = project(entries.slice(cut % (entries.length + 1)), runId, { live })
          expect(events.filter(terminal).length).toBe(1)
          expect(events.findIndex(terminal)).toBe(events.length - 1)
          await accepted(events)
          const foreign = events.filter(({ metadata }) => metadata && (metadata as { runId?: string }).runId !== runId)
          expect(foreign).toEqual([])
          if (modern) expect(project(entries, runId, { modern }).filter(terminal).length).toBe(1)
        }
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  it('passes over pauses that were answered, and ends where the run stands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const { entries, runs } = randomTalk(seed)
        for (const { runId, end } of runs) {
          const last = project(entries, runId).at(-1)
          const outcome = last?.type === 'RUN_FINISHED' ? ((last.outcome as { type: string } | undefined)?.type ?? 'completed') : last?.code
          expect(outcome).toBe({ completed: 'completed', failed: 'block-failed', cancelled: 'cancelled', waiting: 'interrupt' }[end])
        }
      }),
    )
  })
})

describe('a run for one client', () => {
  const started: EngineEvent = { kind: 'run.started', epoch: 1, segment: 1 }
  const text: EngineEvent[] = [
    { kind: 'stream.opened', path: 'a', attempt: '1.1', stream: 's', channel: 'text', demo: false },
    { kind: 'stream.chunk', stream: 's', off: 0, text: 'Half a' },
  ]

  it('closes what a failed run left open', () => {
    const events = project(
      asEntries(shown([started, ...text, { kind: 'run.failed', error: { code: 'timed-out', message: 'Too slow.', retry: 'later' } }])),
      'run-1',
    )
    expect(events.map((event) => event.type)).toEqual(['RUN_STARTED', 'TEXT_MESSAGE_START', 'TEXT_MESSAGE_CONTENT', 'TEXT_MESSAGE_END', 'RUN_ERROR'])
    expect(events.at(-1)).toMatchObject({ code: 'timed-out', message: 'Too slow.' })
  })

  it('goes on with a text whose beginning came in a snapshot', () => {
    const [, , more] = asEntries(shown([started, ...text]))
    if (!more) throw new Error('a delta')
    const view = { threadId: 't', runId: 'c', engineRunId: 'run-1', modern: false }
    expect(new RunProjection({ ...view, begun: new Set(['run-1:s']) }).push(more).map((event) => event.type)).toEqual([
      'TEXT_MESSAGE_START',
      'TEXT_MESSAGE_CONTENT',
    ])
    expect(new RunProjection(view).push(more)).toEqual([])
  })

  it('tells a pause as an interrupt bound to the tool call that asks', () => {
    const asked = { path: 'p', wait: 'w1', toolCallId: 'call_1', question: approval() }
    const events = project(asEntries(shown([started, { kind: 'human.requested', ...asked }, { kind: 'run.waiting', segment: 1, waits: [asked] }])), 'run-1')
    expect(events.find((event) => event.type === 'TOOL_CALL_START')).toMatchObject({ toolCallId: 'w1', toolCallName: 'TransferConfirm' })
    expect(events.at(-1)).toMatchObject({
      type: 'RUN_FINISHED',
      runId: 'client-run',
      threadId: 'thread',
      outcome: { type: 'interrupt', interrupts: [{ id: 'w1', toolCallId: 'w1', reason: 'confirmation' }] },
    })
  })

  it('says cancelled in the words of the client', () => {
    const entries = asEntries(shown([started, { kind: 'run.cancelled' }]))
    expect(project(entries, 'run-1').at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'cancelled' })
    expect(project(entries, 'run-1', { modern: true }).at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'cancelled' } })
  })
})
