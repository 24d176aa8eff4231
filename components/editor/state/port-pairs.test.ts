import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Card, PortSchema } from '../../../server/engine/card.ts'
import { checkFlow } from '../../../server/engine/check-flow.ts'
import { judgeWire } from './judge-wire.ts'
import { anyPort, nearTo, ownPort } from './port-pairs.test-kit.ts'
import { cards, flowOf } from './test-cards.ts'
import { verdictWords } from './verdict-words.ts'

const blank = cards.get('text.upper')
const made = (id: string, side: 'inputs' | 'outputs', schema: PortSchema): Card => {
  if (!blank) throw new Error('no such card')
  const port = { name: 'port', title: 'Port', schema }
  return { ...blank, id, inputs: [], outputs: [], ...(side === 'inputs' ? { inputs: [{ ...port, required: true }] } : { outputs: [port] }) }
}

it('[ports.same-answer] a wire that is drawn and a wire that is published are judged alike, with the same reason, for any two types', () => {
  const pair = fc
    .oneof({ weight: 4, arbitrary: anyPort }, { weight: 1, arbitrary: ownPort })
    .chain((from) => fc.tuple(fc.constant(from), fc.oneof({ weight: 4, arbitrary: nearTo(from) }, { weight: 1, arbitrary: ownPort })))
  const seen = { fits: 0, through: 0, refused: 0 }
  fc.assert(
    fc.property(pair, ([from, to]) => {
      const catalogue = new Map([...cards, ['test.from', made('test.from', 'outputs', from)], ['test.to', made('test.to', 'inputs', to)]])
      const drawn = flowOf({ one: 'test.from', two: 'test.to' })
      const wired = flowOf({ one: 'test.from', two: 'test.to' }, 'one.port>two.port')
      const wire = wired.wires[0]
      if (!wire) throw new Error('no wire')
      const verdict = judgeWire(drawn, catalogue, wire)
      const [problem] = checkFlow(wired, catalogue).filter(({ code }) => code === 'type-mismatch')
      const reason = problem?.message.split(' does not fit: ').slice(1).join(' does not fit: ')
      if (!verdict.ok) {
        seen.refused++
        expect(reason).toBe(`${reason?.charAt(0)}${verdict.reason.slice(1, -1)}. Choose another output, or change the value on the way.`)
      } else if (verdict.through !== undefined) {
        seen.through++
        expect(reason).toBe(`put "${catalogue.get(verdict.through)?.title}" between them.`)
        expect(verdictWords(verdict, catalogue)).toContain(catalogue.get(verdict.through)?.title)
      } else {
        seen.fits++
        expect(reason).toBeUndefined()
      }
    }),
    { numRuns: 2000 },
  )
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5)
})
