import { describe, expect, it } from 'vitest'
import { AppError } from '../../server/kernel/errors.ts'
import { answerDoor, type Progress } from './answer-door.ts'

function door(...replies: (AppError | 'ok' | `told: ${string}`)[]) {
  const sent: string[] = []
  const shown: Progress[] = []
  const press = answerDoor(
    async (outcome) => {
      sent.push(outcome)
      const reply = replies.shift()
      if (reply instanceof AppError) throw reply
      return reply === 'ok' ? undefined : reply
    },
    (progress) => shown.push(progress),
  )
  return { sent, shown, press }
}

describe('answerDoor', () => {
  it('[room.one-answer] sends one answer for two presses at once, and for any later one', async () => {
    const { sent, shown, press } = door('ok')
    await Promise.all([press('approved', null), press('approved', null), press('declined', null)])
    await press('declined', null)
    expect(sent).toEqual(['approved'])
    expect(shown).toEqual([{ sending: 'approved' }, { sent: 'approved' }])
  })

  it('opens again when the answer did not get there, and says why', async () => {
    const { sent, shown, press } = door(new AppError('unavailable', 'Hearth cannot be reached.'), 'ok')
    await press('approved', null)
    expect(shown.at(-1)).toEqual({ problem: 'Hearth cannot be reached.' })
    await press('declined', null)
    expect(sent).toEqual(['approved', 'declined'])
  })

  it('stays shut when somebody else was first', async () => {
    const { sent, shown, press } = door(new AppError('already-answered', 'Ben declined this first.'))
    await press('approved', null)
    await press('approved', null)
    expect(sent).toEqual(['approved'])
    expect(shown.at(-1)).toEqual({ sent: 'approved', problem: 'Ben declined this first.' })
  })

  it('[human.two-person] stays shut and says what is missing when the answer was one of several', async () => {
    const { sent, shown, press } = door('told: One more is needed.')
    await press('approved', null)
    await press('approved', null)
    expect(sent).toEqual(['approved'])
    expect(shown.at(-1)).toEqual({ sent: 'approved', told: 'told: One more is needed.' })
  })
})
