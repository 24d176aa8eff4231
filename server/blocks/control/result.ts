import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

/** What it takes in it gives out: its node's own inputs, named again as its own outputs. */
export default defineBlock({
  id: 'control.result',
  title: 'Flow Result',
  summary: 'What this flow gives: to a flow that executes it, and as the output of the run. Add a port for each value.',
  docs: 'Add a port for each value the flow gives. Another flow that runs this one gets them by these names and types; the run shows them as its output. A flow has one result. Without this block, what the last blocks gave is the output.',
  words: ['output', 'return', 'response', 'respond to webhook', 'end', 'result'],
  category: 'control',
  icon: 'log-out',
  effect: 'pure',
  join: 'any',
  dynamic: 'inputs',
  input: z.object({}),
  output: z.object({}),
  run: () => ({}),
  examples: [{ title: 'gives nothing without ports', input: {}, output: {} }],
})
