import { z } from 'zod'
import { type Block, defineBlock } from './define-block.ts'
import { defineContainer } from './define-container.ts'
import { generic, listOfGeneric, streamOf } from './port-types.ts'
import { kitBlocks } from './test-blocks.test-kit.ts'

/** Containers and blocks with ports of their own, to be compiled only. */

const shared = { summary: 'For tests.', category: 'test', icon: 'flask' }
const work = { ...shared, examples: [] }
const any = { a: z.unknown().optional(), b: z.unknown().optional() }

const shapes: Block[] = [
  defineContainer({
    ...shared,
    id: 'shape.each',
    title: 'Each',
    container: 'for-each',
    input: z.object({ items: listOfGeneric('T'), most: z.number().optional() }),
    output: z.object({ results: listOfGeneric('U'), count: z.int() }),
    inside: { outputs: z.object({ item: generic('T'), index: z.int() }), inputs: z.object({ result: generic('U') }) },
  }),
  defineContainer({
    ...shared,
    id: 'shape.try',
    title: 'Try',
    container: 'try',
    input: z.object({}),
    output: z.object({ value: generic('T').optional(), failed: z.boolean() }),
    inside: { outputs: z.object({}), inputs: z.object({ value: generic('T').optional() }) },
  }),
  defineContainer({
    ...shared,
    id: 'shape.repeat',
    title: 'Repeat',
    container: 'repeat',
    input: z.object({ start: generic('T') }),
    output: z.object({ state: generic('T') }),
    inside: { outputs: z.object({ state: generic('T'), index: z.int() }), inputs: z.object({ next: generic('T'), until: z.boolean() }) },
  }),
  defineBlock({
    ...work,
    id: 'shape.list',
    title: 'List',
    effect: 'pure',
    input: z.object({}),
    output: z.object({ people: z.array(z.object({ name: z.string(), age: z.number() })), names: z.array(z.string()) }),
    run: () => ({ people: [], names: [] }),
  }),
  defineBlock({
    ...work,
    id: 'shape.number',
    title: 'Number',
    effect: 'external',
    input: z.object({ value: z.number(), ...any }),
    output: z.object({ value: z.number() }),
    run: () => ({ value: 1 }),
  }),
  defineBlock({
    ...work,
    id: 'shape.text',
    title: 'Text',
    effect: 'external',
    input: z.object({ text: z.string(), ...any }),
    output: z.object({ text: z.string() }),
    run: () => ({ text: '' }),
  }),
  defineBlock({
    ...work,
    id: 'shape.texts',
    title: 'Texts',
    effect: 'external',
    input: z.object({ texts: z.array(z.string()) }),
    output: z.object({}),
    run: () => ({}),
  }),
  defineBlock({
    ...work,
    id: 'shape.gives',
    title: 'Gives',
    effect: 'external',
    input: z.object(any),
    output: z.object({ items: streamOf(z.string()), n: z.number() }),
    run: () => ({}),
  }),
  defineBlock({
    ...work,
    id: 'shape.takes',
    title: 'Takes',
    effect: 'external',
    input: z.object({ items: streamOf(z.string()), ...any }),
    output: z.object({ n: z.number() }),
    run: () => ({}),
  }),
  defineBlock({
    ...work,
    id: 'shape.start',
    title: 'Begin',
    effect: 'recorded',
    trigger: true,
    dynamic: 'outputs',
    input: z.object({}),
    output: z.object({ at: z.string() }),
    run: () => ({}),
  }),
  defineBlock({
    ...work,
    id: 'control.result',
    title: 'Result',
    effect: 'pure',
    dynamic: 'inputs',
    input: z.object({}),
    output: z.object({}),
    run: () => ({}),
  }),
]

export const shapeBlocks: ReadonlyMap<string, Block> = new Map([...kitBlocks, ...shapes.map((block): [string, Block] => [block.card.id, block])])
