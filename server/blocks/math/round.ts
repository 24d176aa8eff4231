import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { finite } from './finite.ts'

export default defineBlock({
  id: 'math.round',
  title: 'Round',
  summary: 'Rounds a number to some digits after the point.',
  words: ['ceil', 'floor', 'decimals'],
  category: 'math',
  icon: 'circle-dot',
  effect: 'pure',
  input: z.object({
    value: z.number().meta({ title: 'Number' }),
    digits: z.int().min(0).max(12).default(0).meta({ title: 'Digits', description: 'After the point.' }),
    how: z.enum(['nearest', 'up', 'down']).default('nearest').meta({ title: 'How', description: 'A half goes away from 0.' }),
  }),
  output: z.object({ result: z.number().meta({ title: 'Result' }) }),
  run: ({ input: { value, digits, how } }) => {
    // Through the decimal text: 1.005 × 100 is 100.49999999999999 in binary, but people wrote 1.005.
    const shifted = shift(Math.abs(value), digits)
    const away = value < 0 ? how === 'down' : how === 'up'
    const whole = how === 'nearest' ? Math.round(shifted) : away ? Math.ceil(shifted) : Math.floor(shifted)
    return { result: finite(shift(whole, -digits) * Math.sign(value)) + 0 }
  },
  examples: [
    { title: 'rounds a half away from 0', input: { value: -2.5 }, output: { result: -3 } },
    { title: 'rounds what people wrote, not its binary neighbour', input: { value: 1.005, digits: 2 }, output: { result: 1.01 } },
    { title: 'rounds down below 0', input: { value: -1.2, how: 'down' }, output: { result: -2 } },
    { title: 'refuses half a digit', input: { value: 1, digits: 0.5 }, fails: 'invalid-input' },
  ],
})

function shift(value: number, digits: number): number {
  const [mantissa, exponent = '0'] = value.toString().split('e')
  return Number(`${mantissa}e${Number(exponent) + digits}`)
}
