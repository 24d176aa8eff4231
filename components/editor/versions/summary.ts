import { countChanges, type FlowDiff } from '../../../server/engine/diff-flows.ts'

/** One line: "2 blocks added, 1 changed, 3 wires". */
export function summaryOf(diff: FlowDiff, calls = 0): string {
  const { added, removed, changed, moved, wires, settings } = countChanges(diff)
  const blocks = [
    [added, 'added'],
    [removed, 'removed'],
    [changed, 'changed'],
  ].filter(([count]) => count !== 0)
  const [first, ...others] = blocks.map(([count, word]) => `${count} ${word}`)
  const parts = [
    first && blocks[0] ? `${blocks[0][0]} ${blocks[0][0] === 1 ? 'block' : 'blocks'} ${blocks[0][1]}` : '',
    ...others,
    wires > 0 ? `${wires} ${wires === 1 ? 'wire' : 'wires'}` : '',
    settings > 0 ? 'how many runs at once' : '',
    calls > 0 ? `${calls} called ${calls === 1 ? 'flow' : 'flows'}` : '',
  ].filter((part) => part !== '')
  if (parts.length > 0) return parts.join(', ')
  return moved > 0 || diff.looks.length > 0 ? 'Only how it looks on the canvas' : 'No difference'
}
