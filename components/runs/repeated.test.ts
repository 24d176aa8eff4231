import { expect, it } from 'vitest'
import { cards } from '../../server/blocks/index.ts'
import type { EngineEvent } from '../../server/engine/events.ts'
import { emptyRun, foldRun } from '../../server/engine/run-state.ts'
import type { Json } from '../../server/kernel/json.ts'
import { perhapsTwice, repeatedOf } from './repeated.ts'

const started = (path: string, attempt: string, block = 'http.request', input: Json = { method: 'POST' }): EngineEvent => ({
  ...{ kind: 'node.started', path, attempt, block, input },
})
const completed = (path: string, attempt: string): EngineEvent => ({ kind: 'node.completed', path, attempt, block: 'http.request', output: {}, ms: 1 })
const retried = (path: string, attempt: string): EngineEvent => ({
  ...{ kind: 'node.retried', path, attempt, afterMs: 1, error: { code: 'outside-failed', message: 'No.', retry: 'later' } },
})
const fold = (...events: EngineEvent[]) => events.reduce((state, event) => foldRun(state, event), emptyRun)
const twice = (...events: EngineEvent[]) => perhapsTwice(fold(...events), cards()).map(({ path, again }) => `${path} ${again}`)

it('[runs.perhaps-twice] names the calls that were begun again by another worker, and no others', () => {
  expect(twice(started('a', '1.1'), started('a', '2.1'), completed('a', '2.1'))).toEqual(['a 1'])
  expect(twice(started('a', '1.1'), started('a', '3.1'), started('a', '4.1'), started('b', '4.1'), completed('b', '4.1'))).toEqual(['a 2'])
  // its end is known, and so is that of a try that failed
  expect(twice(started('a', '1.1'), completed('a', '1.1'), started('a', '2.1'))).toEqual([])
  expect(twice(started('a', '1.1'), retried('a', '1.1'), started('a', '1.2'), completed('a', '1.2'))).toEqual([])
  expect(twice(started('a', '1.1'), retried('a', '1.1'), started('a', '2.1'))).toEqual([])
})

it('[runs.perhaps-twice] says of each kind of block what it means to have been begun again', () => {
  const words = (block: string, input?: Json) => {
    const { nodes } = fold(started('a', '1.1', block, input), started('a', '2.1', block, input))
    return nodes.a && repeatedOf(nodes.a, cards().get(block))
  }
  expect(words('http.request')).toMatchObject({ twice: true, words: expect.stringContaining('a service that ignores the key has done it twice') })
  expect(words('http.request', { method: 'GET' })).toMatchObject({ twice: false, words: expect.stringContaining('only asks') })
  expect(words('model.call')).toMatchObject({ twice: false, words: expect.stringContaining('only asks') })
  expect(words('ledger.transfer')).toMatchObject({ twice: false, words: expect.stringContaining('went with that worker') })
  expect(repeatedOf({ path: 'a', status: 'done', retries: 0, logs: [] }, cards().get('http.request'))).toBeNull()
})
