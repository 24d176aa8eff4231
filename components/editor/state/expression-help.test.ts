import { describe, expect, it } from 'vitest'
import type { EngineEvent } from '../../../server/engine/events.ts'
import { emptyRun, foldRun, type RunState } from '../../../server/engine/run-state.ts'
import { expressionHelp } from './expression-help.ts'
import { cards, flowOf, node } from './test-cards.ts'
import { valuesOfRun } from './values-of-run.ts'

const flow = flowOf(
  {
    chat: 'chat.message',
    'up-there': node('text.upper', { title: 'Shout' }),
    each: 'control.each',
    inner: node('text.upper', { parent: 'each' }),
    reply: 'reply.text',
  },
  'chat.text>up-there.text',
  'up-there.text>reply.text',
)
const helpAt = (place: string, values = {}) => expressionHelp(place, flow, cards, values)
const labels = (place: string, source: string) =>
  helpAt(place)
    .complete(source, source.length)
    .map(({ label }) => label)

describe('help with expressions', () => {
  it('[editor.expression-help] offers the blocks that are done by then, under the names people gave them', () => {
    expect(labels('reply', '')).toEqual(expect.arrayContaining(['chat', 'up_there', 'each']))
    expect(labels('up-there', '')).not.toEqual(expect.arrayContaining(['reply']))
    expect(labels('up-there', '')).not.toContain('up_there')
    expect(labels('reply', '')).not.toContain('inner')
    expect(helpAt('reply').complete('up', 2)[0]).toMatchObject({ insert: 'up_there', detail: 'Shout' })
  })

  it('[editor.expression-help] offers the ports of a block with their types, and inside a container what it gives there', () => {
    expect(labels('reply', 'up_there.')).toEqual(['text', 'done', 'error'])
    expect(labels('inner', 'each.')).toContain('item')
    expect(labels('reply', 'each.')).not.toContain('item')
    expect(helpAt('reply').typeOf('up_there.text')).toBe('text')
    expect(helpAt('reply').typeOf('up_there.text + 1')).toBeNull()
  })

  it('[editor.expression-help] works out the value it would have had in the last run, in a loop for the first turn', () => {
    const told: EngineEvent[] = [
      { kind: 'node.completed', path: 'up-there', attempt: '1.1', block: 'text.upper', output: { text: 'HI' }, ms: 1 },
      { kind: 'node.started', path: 'each', attempt: '1.1', block: 'control.each', input: { items: ['anna', 'bo'] } },
      { kind: 'node.completed', path: 'each/0/inner', attempt: '1.1', block: 'text.upper', output: { text: 'ANNA' }, ms: 1 },
    ]
    const run = told.reduce<RunState>((state, event) => foldRun(state, event), emptyRun)
    const valuesAt = (place: string) => valuesOfRun(place, flow, cards, run)
    expect(helpAt('reply', valuesAt('reply')).preview('size(up_there.text)')).toBe('2')
    expect(helpAt('inner', valuesAt('inner')).preview('each.item')).toBe('"anna"')
    expect(helpAt('reply', valuesAt('reply')).preview('chat.text')).toBeNull()
    expect(helpAt('reply').preview('up_there.text')).toBeNull()
  })
})
