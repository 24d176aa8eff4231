import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { emptyConversation, type MessageItem } from '../../server/conversation/index.ts'
import { pageSize } from '../../server/conversation/view.ts'
import type { Reader } from './reader.ts'
import { Transcript } from './transcript.tsx'

const reader: Reader = { workspace: 'ada', me: 'person:p1', room: 'r1', acts: undefined, agents: {}, card: () => null }
const common = { at: '2026-11-21T09:00:00.000Z', authorId: 'person:p2', speaker: 'Ben', demo: false, runId: null, agentId: null, why: null }
const message = (seq: number): MessageItem => ({
  ...{ id: `m${seq}`, seq, ...common, kind: 'message', role: 'user', streaming: false, routed: [], files: [] },
  text: `Message ${seq}.`,
})

it('[rooms.tail] draws the end of a long conversation first, whatever its length', () => {
  const all = Array.from({ length: 1000 }, (_, at) => message(at + 1))
  const pages = Array.from({ length: all.length / pageSize }, (_, at) => all.slice(at * pageSize, (at + 1) * pageSize))
  const first = renderToStaticMarkup(createElement(Transcript, { conversation: { ...emptyConversation, pages }, reader }))
  const drawn = [...first.matchAll(/Message (\d+)\./g)].map(([, seq]) => Number(seq))
  expect(Math.max(...drawn)).toBe(1000)
  expect(Math.min(...drawn)).toBe(901)
})
