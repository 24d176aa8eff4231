import type { DemoAnswer, Scene } from './answer.ts'
import { topics } from './triage.ts'

/**
 * Who answers in a room, when its router is a model: thanks and greetings between people need nobody; else the agent whose name
 * or description shares most words with the message; else the first.
 */
export function roomRouter({ instructions, asked }: Scene): DemoAnswer | undefined {
  if (!/^You decide which agent answers in a room/.test(instructions)) return undefined
  if (/^\s*(thanks?|thank you|great|ok(ay)?|got it|good (night|bye))\b[^?]*$/i.test(asked))
    return { text: '', object: { label: 'nobody', reason: 'It asks for nothing.' } }
  const agents = [...instructions.matchAll(/^- ([^:\n]+): (.*)$/gm)].map(([, name = '', about = '']) => ({ name, shared: shared(`${name} ${about}`, asked) }))
  const best = agents.reduce<(typeof agents)[number] | undefined>((found, next) => (found && found.shared >= next.shared ? found : next), undefined)
  if (!best) return undefined
  return { text: '', object: { label: best.name, reason: best.shared > 0 ? 'Its description fits the message.' : 'Nothing fits better, and it is the first.' } }
}

/** Words of both, and topics that both are about. */
function shared(about: string, asked: string): number {
  const known = new Set(wordsOf(about))
  const words = wordsOf(asked).filter((word) => known.has(word)).length
  return words + 2 * Object.entries(topics).filter(([name, topic]) => (known.has(name) || topic.test(about)) && topic.test(asked)).length
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{4,}/gu) ?? []
