import { expression, node, value, wire } from './draw.ts'
import type { Template } from './template.ts'

export const contentReview: Template = {
  id: 'content-review',
  name: 'Content review',
  description: 'A person reads a text, mends it where needed and approves it; what comes out is what was approved.',
  icon: 'pencil-line',
  tries: [],
  flow: {
    schema: 1,
    nodes: {
      draft: node('manual.start', 0, 0, { title: 'Draft' }),
      review: node('human.approval-with-edit', 1, 0, {
        title: 'Review',
        inputs: {
          title: value('Publish this?'),
          values: expression('{"text": draft.text}'),
          fields: value([{ name: 'text', label: 'Text', kind: 'multiline', required: true }]),
        },
      }),
      result: node('control.result', 2, 0, {
        title: 'What was approved',
        inputs: { text: expression('review.approved.values.text') },
        ports: { inputs: [{ name: 'text', title: 'Text', schema: {} }] },
      }),
    },
    wires: [wire('draft.done > review.after'), wire('review.approved > result.after')],
  },
}
