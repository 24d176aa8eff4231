import { describe, expect, it } from 'vitest'
import type { Flow } from '../../../server/engine/flow.ts'
import { AppError } from '../../../server/kernel/errors.ts'
import { sameFlow } from './flow-edit.ts'
import { mergeFlows } from './merge-flows.ts'
import { createSaver, type SaveState, type Stored } from './saver.ts'
import { flowOf, node } from './test-cards.ts'

const titled = (upper: string, reply?: string): Flow =>
  flowOf({ upper: node('text.upper', { title: upper }), reply: node('reply.text', reply === undefined ? {} : { title: reply }) })

/** A server that holds one draft, a screen, and a clock moved by hand. */
function desk(initial: Flow) {
  const server = { draft: { flow: initial, version: 1 } as Stored, saves: 0, answers: [] as AppError[] }
  const screen = { flow: initial }
  const shown: SaveState[] = []
  const timers: { ms: number; then: () => void }[] = []
  const saver = createSaver(server.draft, {
    read: () => screen.flow,
    load: async () => server.draft,
    save: async (draft) => {
      server.saves++
      const answer = server.answers.shift()
      if (answer) throw answer
      if (draft.version !== server.draft.version) throw new AppError('conflict')
      server.draft = { flow: draft.flow, version: draft.version + 1 }
      return server.draft
    },
    merge: (base, theirs, prefer) => {
      const merge = mergeFlows(base, screen.flow, theirs, prefer)
      if (prefer || merge.overlaps.length === 0) screen.flow = merge.flow
      return merge.overlaps
    },
    later: (ms, then) => {
      const timer = { ms, then }
      timers.push(timer)
      return () => timers.splice(timers.indexOf(timer) >>> 0, 1)
    },
    changed: (state) => shown.push(state),
  })
  const edit = (flow: Flow) => {
    screen.flow = flow
    saver.edited()
  }
  const rest = () => {
    for (const { then } of timers.splice(0)) then()
  }
  return { server, screen, shown, timers, saver, edit, rest, last: () => shown.at(-1)?.kind }
}

describe('saving', () => {
  it('saves once when the hands rest, however much was typed', async () => {
    const { edit, rest, saver, server, timers } = desk(titled('a'))
    for (const word of ['ab', 'abc', 'abcd']) edit(titled(word))
    expect(timers).toHaveLength(1)
    rest()
    expect(await saver.flush()).toBe(true)
    expect(server.saves).toBe(1)
    expect(server.draft.flow.nodes.upper?.title).toBe('abcd')
  })

  it('saves nothing when an edit was taken back', async () => {
    const { edit, rest, saver, server, last } = desk(titled('a'))
    edit(titled('b'))
    edit(titled('a'))
    expect(last()).toBe('saved')
    rest()
    expect(await saver.flush()).toBe(true)
    expect(server.saves).toBe(0)
  })

  it('[editor.keeps-trying] tries again by itself while the server is away, less and less often, and loses nothing', async () => {
    const { edit, rest, saver, server, timers, last } = desk(titled('a'))
    server.answers = [new AppError('unavailable'), new AppError('unavailable')]
    edit(titled('b'))
    expect(await saver.flush()).toBe(false)
    expect(last()).toBe('retrying')
    const first = timers[0]?.ms ?? 0
    expect(await saver.flush()).toBe(false)
    expect(timers[0]?.ms).toBeGreaterThan(first)
    rest()
    expect(await saver.flush()).toBe(true)
    expect(server.draft.flow.nodes.upper?.title).toBe('b')
  })

  it('stops and says so when the server refuses', async () => {
    const { edit, saver, server, timers, last } = desk(titled('a'))
    server.answers = [new AppError('not-allowed')]
    edit(titled('b'))
    expect(await saver.flush()).toBe(false)
    expect(last()).toBe('refused')
    expect(timers).toEqual([])
  })
})

describe('somebody saved in between', () => {
  it('lays both edits together and saves the whole when they touch different things', async () => {
    const { edit, saver, server, screen, last } = desk(titled('a'))
    server.draft = { flow: titled('a', 'theirs'), version: 2 }
    edit(titled('mine'))
    expect(await saver.flush()).toBe(true)
    expect(last()).toBe('saved')
    expect(server.draft).toMatchObject({ version: 3, flow: { nodes: { upper: { title: 'mine' }, reply: { title: 'theirs' } } } })
    expect(sameFlow(screen.flow, server.draft.flow)).toBe(true)
  })

  it.each(['mine', 'theirs'] as const)('asks when both touched one thing, saves nothing meanwhile, and goes on with %s', async (prefer) => {
    const { edit, saver, server, last } = desk(titled('a'))
    server.draft = { flow: titled('theirs', 'kept'), version: 2 }
    edit(titled('mine'))
    expect(await saver.flush()).toBe(false)
    expect(last()).toBe('conflict')
    expect(await saver.flush()).toBe(false)
    expect(server.draft.version).toBe(2)
    expect(await saver.settle(prefer)).toBe(true)
    expect(server.draft.flow.nodes).toMatchObject({ upper: { title: prefer }, reply: { title: 'kept' } })
  })

  it('takes in what somebody else published, so that the next try stands on it', async () => {
    const { edit, saver, server, screen } = desk(titled('a'))
    edit(titled('mine'))
    expect(await saver.flush()).toBe(true)
    server.draft = { flow: titled('mine', 'theirs'), version: 7 }
    expect(await saver.catchUp()).toBe(true)
    expect(saver.version()).toBe(7)
    expect(sameFlow(screen.flow, server.draft.flow)).toBe(true)
  })

  it('gives up after some clashes in a row instead of racing for ever', async () => {
    const { edit, saver, server, last } = desk(titled('a'))
    server.answers = Array.from({ length: 50 }, () => new AppError('conflict'))
    edit(titled('b'))
    expect(await saver.flush()).toBe(false)
    expect(last()).toBe('refused')
    expect(server.saves).toBeLessThan(10)
  })
})
