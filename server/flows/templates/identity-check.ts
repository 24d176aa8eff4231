import { expression, node, value, wire } from './draw.ts'
import type { Template } from './template.ts'

export const identityCheck: Template = {
  id: 'identity-check',
  name: 'Identity check',
  description: 'Collects who somebody is with their consent, and has a person look at it before anything goes on.',
  icon: 'fingerprint',
  tries: ['I want to open an account'],
  flow: {
    schema: 1,
    nodes: {
      message: node('chat.message', 0, 0),
      person: node('show.identity-form', 1, 0, {
        title: 'Who are you?',
        inputs: {
          title: value('Who are you?'),
          fields: value([
            { name: 'name', label: 'Full name', kind: 'text', required: true },
            { name: 'born', label: 'Date of birth', kind: 'date', required: true },
            { name: 'number', label: 'Document number', kind: 'text', required: true, masked: true },
          ]),
          consent: value('You may use this to check who I am, and for nothing else.'),
        },
      }),
      look: node('human.approval', 2, 0, {
        title: 'Somebody looks',
        inputs: { title: expression('"Is this " + string(person.values.name) + "?"'), risk: value('high') },
      }),
      known: node('reply.text', 3, 0, { inputs: { text: value('Thank you. We know who you are now.') } }),
      unknown: node('reply.text', 3, 1, { inputs: { text: value('We could not make sure who you are. Somebody will write to you.') } }),
    },
    wires: [wire('message.done > person.after'), wire('person.done > look.after'), wire('look.approved > known.after'), wire('look.declined > unknown.after')],
  },
}
