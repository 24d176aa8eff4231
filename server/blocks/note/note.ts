import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'note.note',
  title: 'Note',
  summary: 'A note on the canvas, for people. It does nothing when the flow runs.',
  words: ['sticky note', 'sticky', 'comment', 'annotation'],
  category: 'layout',
  icon: 'sticky-note',
  effect: 'pure',
  input: z.object({}),
  output: z.object({}),
  run: () => ({}),
  examples: [{ title: 'does nothing', input: {}, output: {} }],
})
