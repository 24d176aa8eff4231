import { z } from 'zod'
import { defineContainer } from '../../engine/define-container.ts'
import { generic } from '../../engine/port-types.ts'
import { indexPort } from './loop-ports.ts'

export default defineContainer({
  id: 'control.repeat',
  title: 'Repeat Until',
  summary: 'Does what is in it again and again, each time with the state it brought last, until it says stop.',
  docs: 'The blocks in it get State and give back the next one; when Stop is true, Final holds the last. Use it to ask a service until a job is done, with a Sleep inside. It fails with limit-reached after "At most" times, so a mistake cannot run for ever.',
  words: ['while', 'while loop', 'do while', 'until', 'poll until', 'loop until'],
  category: 'control',
  icon: 'refresh-cw',
  container: 'repeat',
  input: z.object({
    initial: generic('S').optional().meta({ title: 'Initial', description: 'The state it begins with.' }),
    most: z.int().min(1).max(10_000).default(100).meta({ title: 'At most', description: 'After so many times without a stop it fails.' }),
  }),
  output: z.object({
    final: generic('S').meta({ title: 'Final', description: 'The last state.' }),
    count: z.int().meta({ title: 'Count', description: 'How many times it was done.' }),
  }),
  inside: {
    outputs: z.object({ state: generic('S').meta({ title: 'State' }), index: indexPort }),
    inputs: z.object({
      state: generic('S').optional().meta({ title: 'State', description: 'For the next time. Without it the state stays.' }),
      stop: z.boolean().optional().meta({ title: 'Stop', description: 'True: this was the last time.' }),
    }),
  },
})
