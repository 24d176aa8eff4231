import type { Template } from './template.ts'

const manner = 'Be warm and exact, answer in at most four sentences, and ask for one thing at a time.'

export const supportTriage: Template = {
  id: 'support-triage',
  name: 'Support triage',
  description: 'A router reads each message and hands it to the specialist who knows: billing, technical, or the front desk.',
  icon: 'split',
  tries: ['I was charged twice this month', 'I cannot sign in: the password mail never comes', 'The export page shows an error'],
  flow: {
    schema: 1,
    nodes: {
      message: { block: 'chat.message', version: 1, inputs: {}, position: { x: 0, y: 224 } },
      router: {
        block: 'model.classify',
        version: 1,
        title: 'Router',
        inputs: {
          labels: { kind: 'literal', value: ['billing', 'technical', 'other'] },
          instructions: {
            kind: 'literal',
            value: 'billing: invoices, charges, refunds, plans. technical: sign-in, errors, slowness, how something works. other: anything else.',
          },
        },
        position: { x: 336, y: 112 },
      },
      desk: {
        block: 'control.switch',
        version: 2,
        title: 'Who answers',
        inputs: { a: { kind: 'literal', value: 'billing' }, b: { kind: 'literal', value: 'technical' } },
        position: { x: 672, y: 200 },
      },
      billing: {
        block: 'agent.loop',
        version: 1,
        title: 'Billing specialist',
        inputs: {
          name: { kind: 'literal', value: 'Billing' },
          instructions: {
            kind: 'literal',
            value: `You are the billing specialist of a support team. You know invoices, charges, refunds and plans. ${manner}`,
          },
        },
        position: { x: 1008, y: 0 },
      },
      technical: {
        block: 'agent.loop',
        version: 1,
        title: 'Technical specialist',
        inputs: {
          name: { kind: 'literal', value: 'Technical' },
          instructions: {
            kind: 'literal',
            value: `You are the technical specialist of a support team. You know sign-in, errors and how things work. ${manner}`,
          },
        },
        position: { x: 1008, y: 224 },
      },
      frontdesk: {
        block: 'agent.loop',
        version: 1,
        title: 'Front desk',
        inputs: {
          name: { kind: 'literal', value: 'Front desk' },
          instructions: {
            kind: 'literal',
            value: `You are the front desk of a support team. Find out what the person needs; billing and technical questions go to the specialists when the person names them. ${manner}`,
          },
        },
        position: { x: 1008, y: 448 },
      },
      answer: { block: 'control.merge', version: 2, title: 'Answer', inputs: {}, position: { x: 1344, y: 224 } },
    },
    wires: [
      { from: { node: 'message', port: 'text' }, to: { node: 'router', port: 'text' } },
      { from: { node: 'router', port: 'label' }, to: { node: 'desk', port: 'on' } },
      { from: { node: 'message', port: 'text' }, to: { node: 'desk', port: 'value' } },
      { from: { node: 'desk', port: 'a' }, to: { node: 'billing', port: 'message' } },
      { from: { node: 'desk', port: 'b' }, to: { node: 'technical', port: 'message' } },
      { from: { node: 'desk', port: 'otherwise' }, to: { node: 'frontdesk', port: 'message' } },
      { from: { node: 'billing', port: 'text' }, to: { node: 'answer', port: 'a' } },
      { from: { node: 'technical', port: 'text' }, to: { node: 'answer', port: 'b' } },
      { from: { node: 'frontdesk', port: 'text' }, to: { node: 'answer', port: 'c' } },
    ],
  },
}
