import { expect, it } from 'vitest'
import { templates } from '../flows/templates/index.ts'
import { readFlowFile, writeFlowFile } from './flow-file.ts'

it('[flows.file] a flow read from its file is the flow that was written, and gives the same bytes in whatever order it was made', () => {
  for (const { name, flow } of templates) {
    const text = writeFlowFile(name, flow)
    const read = readFlowFile(text)
    expect(read.name).toBe(name)
    expect(read.flow.nodes).toEqual(flow.nodes)
    expect(new Set(read.flow.wires.map((wire) => JSON.stringify(wire)))).toEqual(new Set(flow.wires.map((wire) => JSON.stringify(wire))))
    const shuffled = { ...flow, nodes: Object.fromEntries(Object.entries(flow.nodes).reverse()), wires: [...flow.wires].reverse() }
    expect(writeFlowFile(name, shuffled)).toBe(text)
    expect(text.endsWith('}\n')).toBe(true)
  }
})

it('[flows.file] says what is wrong with a file that is none', () => {
  expect(() => readFlowFile('hello')).toThrow(/no JSON/)
  expect(() => readFlowFile('{"format":"hearth-flow/1","name":"x","flow":{"schema":1,"nodes":{"A b":{"block":"x"}},"wires":[]}}')).toThrow(/At flow\.nodes/)
  expect(() => readFlowFile('{"nodes":[],"connections":{}}')).toThrow(/no flow of Hearth/)
})
