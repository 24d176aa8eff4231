import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Block } from '../engine/define-block.ts'
import type { Hands } from '../engine/hands.ts'
import { readInput, runBlock } from '../engine/run-block.ts'
import type { Checkpoint } from '../engine/world.ts'
import { toErrorData } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import { exampleHands } from './example-hands.test-kit.ts'
import { cards, loadBlocks } from './index.ts'

const blocks = await loadBlocks()
/** Triggers and notes do no work, so there is nothing in them that could fail. */
const cannotFail = (block: Block) => block.card.trigger || ['note.note', 'control.stop', 'control.result'].includes(block.card.id)

describe.each([...blocks].map(([id, block]) => ({ id, block })))('$id', ({ id, block }) => {
  it.each(block.examples)('$title', async (example) => {
    const { hands, mistakes, left } = exampleHands(example.replies ?? [], blocks)
    const end = await perform(block, example.input as JsonObject, hands)
    expect(mistakes).toEqual([])
    expect(left(), 'replies nobody asked for').toBe(0)
    if ('fails' in example) {
      expect(end).toMatchObject({ outcome: 'failed', error: { code: example.fails } })
      return
    }
    expect(end).toMatchObject({ outcome: 'done', output: example.output })
    if (end.outcome === 'done')
      for (const port of optionalOutputs(block)) expect(Object.hasOwn(end.output, port), `the port ${port} fires`).toBe(Object.hasOwn(example.output, port))
  })

  it('shows how it works, and how it fails', () => {
    // what holds other blocks does no work of its own: its examples are flows (engine/containers)
    if (block.card.container) return expect(block.examples).toEqual([])
    expect(block.examples.some((example) => !('fails' in example))).toBe(block.card.id !== 'control.fail')
    expect(block.examples.some((example) => 'fails' in example)).toBe(!cannotFail(block))
  })

  it('keeps its promises about itself', () => {
    const { card } = block
    expect(card.id).toBe(id)
    expect(card.summary).toMatch(/^\S.*\.$/)
    expect(card.icon).toMatch(/^[a-z0-9-]+$/)
    if (card.effect === 'pure') expect(block.needs).toEqual([])
    if (card.destructive) expect(block.confirm).toBeTypeOf('function')
    for (const hand of ['ask', 'call', 'tools'] as const) if (block.needs.includes(hand)) expect(card.effect).toBe('composite')
    for (const field of Object.keys(card.fields)) expect(card.inputs.map(({ name }) => name)).toContain(field)
    expect(JSON.stringify(card), 'port schemas stand alone').not.toContain('$ref')
    if (card.category !== 'internal')
      for (const port of card.inputs) expect(port.schema.title ?? port.schema.$id, `a title for ${port.name}`).toBeTypeOf('string')
  })
})

describe('the catalogue', () => {
  it('[blocks.docs] says how each block is used that steers a flow, calls another or speaks with it', () => {
    const told = [...blocks.values()].filter(({ card }) => /^(control|stream|flow|event|signal)\./.test(card.id))
    expect(told.length).toBeGreaterThan(30)
    for (const { card } of told) {
      expect(card.docs, card.id).toMatch(/^[A-Z"].{50,600}\.$/)
      expect(card.docs, card.id).not.toContain(card.summary)
    }
  })

  it('holds every block in the folder under the id its path gives it', () => {
    const folder = new URL('.', import.meta.url)
    const files = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((service) => readdirSync(new URL(`${service.name}/`, folder)).map((file) => `${service.name}.${file.replace(/\.ts$/, '')}`))
    for (const id of blocks.keys()) expect(files).toContain(id)
    expect(blocks.size).toBeGreaterThanOrEqual(28)
  })

  it('is the same as data', () => {
    expect([...cards().keys()]).toEqual([...blocks.keys()])
    expect(JSON.parse(JSON.stringify([...cards().values()]))).toEqual([...cards().values()])
  })
})

/** As the engine does it, refusal of the input included. */
async function perform(block: Block, input: JsonObject, hands: Hands): Promise<Checkpoint> {
  try {
    return await runBlock(block, readInput(block, input), hands)
  } catch (error) {
    return { outcome: 'failed', error: toErrorData(error) }
  }
}

function optionalOutputs(block: Block): string[] {
  return Object.entries(block.output.shape).flatMap(([name, schema]) => (schema.safeParse(undefined).success ? [name] : []))
}
