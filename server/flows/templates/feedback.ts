import { expression, node, value, wire } from './draw.ts'
import type { Template } from './template.ts'

export const feedback: Template = {
  id: 'feedback',
  name: 'Feedback',
  description: 'Asks how it was, thanks people, and raises a flag when somebody is unhappy.',
  icon: 'message-square-reply',
  tries: ['I want to tell you something'],
  flow: {
    schema: 1,
    nodes: {
      message: node('chat.message', 0, 0),
      said: node('human.form', 1, 0, {
        title: 'How was it?',
        inputs: {
          title: value('How was it?'),
          fields: value([
            { name: 'stars', label: 'From 1 to 5', kind: 'number', required: true },
            { name: 'words', label: 'In your words', kind: 'multiline', required: false },
          ]),
        },
      }),
      unhappy: node('control.branch', 2, 0, { title: 'Unhappy?', inputs: { condition: expression('double(said.values.stars) <= 2.0') } }),
      flag: node('human.notify', 3, 0, {
        title: 'Raise a flag',
        inputs: { title: expression('said.by + " is unhappy"'), tone: value('warning'), message: value('See what they said above, and write to them.') },
      }),
      thanks: node('reply.text', 3, 1, { inputs: { text: value('Thank you, that helps us.') } }),
    },
    wires: [wire('message.done > said.after'), wire('said.done > unhappy.after'), wire('unhappy.yes > flag.after'), wire('said.done > thanks.after')],
  },
}
