import type { FlowNode } from '../../engine/flow.ts'
import type { Template } from './template.ts'

export const researchDigest: Template = {
  id: 'research-digest',
  name: 'Research digest',
  description: 'Looks at a topic from three angles at once, then writes one digest and scores what it found.',
  icon: 'newspaper',
  tries: ['A four-day week', 'Heat pumps for old houses'],
  flow: {
    schema: 1,
    nodes: {
      topic: { block: 'chat.message', version: 1, title: 'Topic', inputs: {}, position: { x: 0, y: 192 } },
      benefits: angle('Benefits', 'benefits', 'What speaks for it, and for whom.', 0),
      risks: angle('Risks', 'risks', 'What speaks against it, and what usually goes wrong.', 192),
      effort: angle('Effort', 'effort', 'What it takes: time, money, people, order of steps.', 384),
      notes: {
        block: 'text.template',
        version: 1,
        title: 'Notes',
        inputs: { template: { kind: 'literal', value: 'Topic: {{a}}\n\nBenefits: {{b}}\n\nRisks: {{c}}\n\nEffort: {{d}}' } },
        position: { x: 672, y: 192 },
      },
      digest: {
        block: 'model.call',
        version: 1,
        title: 'Digest',
        inputs: {
          instructions: {
            kind: 'literal',
            value:
              'You write a digest from the notes: three to five sentences of Markdown, the topic in bold at the start, what to do at the end. Use only what the notes say.',
          },
          say: { kind: 'literal', value: true },
        },
        position: { x: 1008, y: 80 },
      },
      scores: {
        block: 'model.extract',
        version: 1,
        title: 'Scores',
        inputs: {
          instructions: {
            kind: 'literal',
            value:
              'You score a digest: give benefits, risks and effort a number from 0 (none) to 10 (very much), as points labelled Benefits, Risks and Effort, in this order.',
          },
          schema: {
            kind: 'literal',
            value: {
              type: 'object',
              properties: {
                points: {
                  type: 'array',
                  items: {
                    type: 'object',
                    properties: { label: { type: 'string' }, value: { type: 'number' } },
                    required: ['label', 'value'],
                    additionalProperties: false,
                  },
                },
              },
              required: ['points'],
              additionalProperties: false,
            },
          },
        },
        position: { x: 1008, y: 296 },
      },
      points: { block: 'objects.get-path', version: 1, title: 'Points', inputs: { path: { kind: 'literal', value: 'points' } }, position: { x: 1344, y: 296 } },
      chart: {
        block: 'show.chart',
        version: 1,
        title: 'Chart',
        inputs: { title: { kind: 'literal', value: 'At a glance' }, unit: { kind: 'literal', value: 'of 10' }, max: { kind: 'literal', value: 10 } },
        position: { x: 1680, y: 240 },
      },
    },
    wires: [
      ...['benefits', 'risks', 'effort'].map((node) => ({ from: { node: 'topic', port: 'text' }, to: { node, port: 'prompt' } })),
      { from: { node: 'topic', port: 'text' }, to: { node: 'notes', port: 'a' } },
      { from: { node: 'benefits', port: 'text' }, to: { node: 'notes', port: 'b' } },
      { from: { node: 'risks', port: 'text' }, to: { node: 'notes', port: 'c' } },
      { from: { node: 'effort', port: 'text' }, to: { node: 'notes', port: 'd' } },
      { from: { node: 'notes', port: 'text' }, to: { node: 'digest', port: 'prompt' } },
      { from: { node: 'notes', port: 'text' }, to: { node: 'scores', port: 'text' } },
      { from: { node: 'scores', port: 'value' }, to: { node: 'points', port: 'object' } },
      { from: { node: 'points', port: 'value' }, to: { node: 'chart', port: 'points' } },
      // The chart comes under the digest, not in the middle of it.
      { from: { node: 'digest', port: 'done' }, to: { node: 'chart', port: 'after' } },
    ],
  },
}

function angle(title: string, name: string, task: string, y: number): FlowNode {
  return {
    block: 'model.call',
    version: 1,
    title,
    inputs: { instructions: { kind: 'literal', value: `You research one angle: ${name}. ${task} Two sentences, facts before opinions.` } },
    position: { x: 336, y },
  }
}
