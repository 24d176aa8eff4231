import { describe, expect, it } from 'vitest'
import { type ConversationEntry, emptyConversation, fold, messageEntries, messagesOf, prepend, roomFact, routedEntry } from './index.ts'

const roomId = 'room'
const ada = { roomId, authorId: 'person:ada', speaker: 'Ada' }
const grace = { roomId, authorId: 'person:grace', speaker: 'Grace' }
const reacted = (by: typeof ada, emoji: string, on: boolean) => roomFact(by, { type: 'CUSTOM', name: 'hearth.reacted', value: { messageId: 'm1', emoji, on } })
const answer = (runId: string, text: string) =>
  messageEntries({ id: `${runId}:1`, roomId, personId: 'x', name: 'Agent', text }).map(({ body }) => ({
    body: { ...body, ...(body.type === 'TEXT_MESSAGE_START' ? { role: 'assistant' as const } : {}), metadata: { ...body.metadata, runId, agentId: 'agent' } },
  }))
const turn = { messageId: 'm1', agentId: 'agent', agent: 'Agent', reason: 'Because.' }

const told: ConversationEntry[] = [
  ...messageEntries({ id: 'm1', roomId, personId: 'ada', name: 'Ada', text: 'Name a dish' }),
  routedEntry(roomId, { ...turn, turnId: 't1', by: 'only' }, 'run1'),
  ...answer('run1', 'Soup.'),
  reacted(ada, '🎉', true),
  reacted(grace, '🎉', true),
  routedEntry(roomId, { ...turn, turnId: 't2', by: 'again', former: ['run1'] }, 'run2'),
  ...answer('run2', 'Stew.'),
  reacted(ada, '🎉', false),
  roomFact(grace, { type: 'CUSTOM', name: 'hearth.branched', value: { room: 'other', title: 'Other', seq: 3, item: 'm1', edited: true } }),
].map(({ body }, at) => ({ seq: at + 1, at: '2026-11-21T09:00:00.000Z', event: body as ConversationEntry['event'] }))

describe('what is put on messages', () => {
  it('is the same whether the room is read at once or its end first', () => {
    const whole = fold(emptyConversation, told)
    expect(Object.values(whole.marks.m1?.reactions ?? {}).map(({ name, on }) => [name, on])).toEqual([
      ['Ada', false],
      ['Grace', true],
    ])
    for (let cut = 1; cut < told.length; cut++) {
      const both = prepend(fold(emptyConversation, told.slice(0, cut)), fold(emptyConversation, told.slice(cut)), cut)
      expect({ marks: both.marks, former: both.former }, `cut at ${cut}`).toEqual({ marks: whole.marks, former: whole.former })
    }
  })

  it('leaves what another answer replaced out of what a model is told', () => {
    expect(messagesOf(fold(emptyConversation, told), 10).map(({ text }) => text)).toEqual(['Name a dish', 'Stew.'])
  })
})
