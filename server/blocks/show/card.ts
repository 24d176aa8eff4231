import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import { json } from '../any-value.ts'
import { draw } from './draw.ts'
import { type ComponentName, componentProps } from './props/index.ts'

/** For blocks that show a card and ask nothing: they may only act through other blocks. */
export default defineBlock({
  id: 'show.card',
  title: 'Show card',
  summary: 'Draws any card from its properties.',
  category: 'internal',
  icon: 'layers',
  effect: 'recorded',
  needs: ['say'],
  input: z.object({ component: z.string(), props: z.record(z.string(), json) }),
  output: z.object({ shown: z.boolean() }),
  run: ({ input: { component, props }, say }) => {
    if (!Object.hasOwn(componentProps, component)) throw new AppError('invalid-input', `There is no card named "${component}".`)
    say.card(draw(component as ComponentName, props as never))
    return { shown: true }
  },
  examples: [
    { title: 'draws it', input: { component: 'Notice', props: { title: 'Ready' } }, output: { shown: true } },
    { title: 'refuses a card nobody made', input: { component: 'Iframe', props: {} }, fails: 'invalid-input' },
  ],
})
