import { newId } from '../kernel/ids.ts'
import { writeMail } from '../mail/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { isFor } from '../runs/index.ts'
import { type Reached, takeTurn, takeWait, type UntoldTurn, type UntoldWait, untoldTurns, untoldWaits } from './due-store.ts'
import { excerpt } from './excerpt.ts'
import { patienceMs } from './patience.ts'
import { insertNotice } from './store.ts'

/** Writes notices of what came since the last look. Several workers at it tell nobody twice. */
export async function tellPeople(): Promise<number> {
  const [waits, turns] = [await untoldWaits(), await untoldTurns()]
  for (const wait of waits) await inWorkspace(wait.workspaceId, (tx) => tellWait(tx, wait))
  for (const turn of turns) await inWorkspace(turn.workspaceId, (tx) => tellTurn(tx, turn))
  return waits.length + turns.length
}

async function tellWait(tx: Tx, wait: UntoldWait): Promise<void> {
  const { id, workspaceId, runId, roomId, question, agent } = wait
  if (!(await takeWait(tx, workspaceId, id)) || wait.trial) return // who tries a draft sees it there
  const now = new Date().toISOString()
  for (const person of wait.people.filter((one) => concerns(one, wait) && isFor(one, wait, now))) {
    const isNew = await insertNotice(tx, {
      ...{ id: newId(), workspaceId, personId: person.personId, kind: 'decision', source: id, room: roomId, run: runId, agent: null, thread: null, seq: 0 },
      ...{ title: question.title, text: `${agent} waits for your answer.`, pushInMs: person.pushDecisions ? patienceMs() : null },
    })
    if (isNew && person.mailDecisions) await mail(tx, wait, person)
  }
}

/** In a room, those who are in it; else, and when the question names people, all whom it is for. */
function concerns({ inRoom }: Reached, { roomId, question }: UntoldWait): boolean {
  return roomId === null || inRoom || (question.who?.people?.length ?? 0) + (question.who?.roles?.length ?? 0) > 0
}

async function mail(tx: Tx, { id, workspaceId, slug, runId, roomId, question, agent }: UntoldWait, { personId, name }: Reached): Promise<void> {
  const text = [
    `Hello ${name},`,
    `${agent} waits for an answer that you may give:`,
    `    ${question.title}`,
    `Answer here: ${env.publicUrl()}/${slug}/${roomId === null ? `runs/${runId}` : `rooms/${roomId}`}`,
    'You can turn these letters off under Settings → Account.',
  ]
  await writeMail(tx, { workspaceId, personId, key: `waits:${id}:${personId}`, subject: `Waits for you: ${question.title}`, text: text.join('\n\n') })
}

async function tellTurn(tx: Tx, turn: UntoldTurn): Promise<void> {
  const { id, workspaceId, personId, runId, roomId, room, agent, seq, text, read, pushAnswers } = turn
  if (!(await takeTurn(tx, workspaceId, id)) || text === null || read >= seq) return
  await insertNotice(tx, {
    ...{ id: newId(), workspaceId, personId, kind: 'answer', source: id, room: roomId, run: runId, agent: null, thread: null, seq },
    ...{ title: `${agent} answered${room ? ` in ${room}` : ''}`, text: excerpt(text), pushInMs: pushAnswers ? patienceMs() : null },
  })
}
