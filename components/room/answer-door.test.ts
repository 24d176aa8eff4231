import { describe, expect, it } from 'vitest'
import { AppError } from '../../server/kernel/errors.ts'
import { answerDoor, type Progress } from './answer-door.ts'

function door(...replies: (AppError | 'ok')[]) {
  const sent: string[] = []
  const shown: Progress[] = []
  const press = answerDoor(
    async (outcome) => {
      sent.push(outcome)
      const reply = replies.shift()
      if (reply instanceof AppError) throw reply
    },
    (progress) => shown.push(progress),
  )
  return { sent, shown, press }
}

describe('answerDoor', () => {
  it('[room.one-answer] sends one answer for two presses at once, and for any later one', async () => {
    const { sent, shown, press } = door('ok')
    await Promise.all([press('approved', undefined), press('approved', undefined), press('declined', undefined)])
    await press('declined', undefined)
    expect(sent).toEqual(['approved'])
    expect(shown).toEqual([{ sending: 'approved' }, { sent: 'approved' }])
  })

  it('opens again when the answer did not get there, and says why', async () => {
    const { sent, shown, press } = door(new AppError('unavailable', 'Hearth cannot be reached.'), 'ok')
    await press('approved', undefined)
    expect(shown.at(-1)).toEqual({ problem: 'Hearth cannot be reached.' })
    await press('declined', undefined)
    expect(sent).toEqual(['approved', 'declined'])
  })

  it('stays shut when somebody else was first', async () => {
    const { sent, shown, press } = door(new AppError('already-answered', 'Ben declined this first.'))
    await press('approved', undefined)
    await press('approved', undefined)
    expect(sent).toEqual(['approved'])
    expect(shown.at(-1)).toEqual({ sent: 'approved', problem: 'Ben declined this first.' })
  })
})
