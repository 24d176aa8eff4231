import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { json } from '../any-value.ts'

/** The walker ends the flow when this is done (engine/walk-flow.ts). Composite, so that the plan gives it a turn. */
export default defineBlock({
  id: 'control.stop',
  title: 'Stop With Result',
  summary: 'Ends the flow at once, as completed, with this result. Whatever else is under way is given up.',
  docs: 'The run is completed the moment this block is reached, with this result. Everything else under way is given up and open questions are closed. Use it when the answer is known early; use Fail when something is wrong.',
  words: ['return', 'exit', 'end', 'finish', 'early return', 'terminate'],
  category: 'control',
  icon: 'octagon-x',
  effect: 'composite',
  input: z.object({ result: json.default(null).meta({ title: 'Result' }) }),
  output: z.object({}),
  run: () => ({}),
  examples: [{ title: 'gives nothing to what follows', input: { result: 7 }, output: {} }],
})
