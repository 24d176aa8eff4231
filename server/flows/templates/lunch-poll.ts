import { expression, node, value, wire } from './draw.ts'
import type { Template } from './template.ts'

export const lunchPoll: Template = {
  id: 'lunch-poll',
  name: 'Quick decision',
  description: 'Puts a choice before the people in a room, keeps who decided, and says it.',
  icon: 'list-checks',
  tries: ['Where do we have lunch?'],
  flow: {
    schema: 1,
    nodes: {
      message: node('chat.message', 0, 0),
      pick: node('human.choice', 1, 0, {
        title: 'The choice',
        inputs: { title: expression('message.text'), options: value(['The market', 'The harbour', 'Stay in']) },
      }),
      say: node('reply.text', 2, 0, { inputs: { text: expression('pick.by + " decided: " + pick.choice + "."') } }),
    },
    wires: [wire('pick.done > say.after')],
  },
}
