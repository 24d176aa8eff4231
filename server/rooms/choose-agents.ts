import { everyone, mentionsIn, type Why } from '../conversation/index.ts'
import type { Policy } from './contract.ts'

export type Named = { id: string; name: string }
/** No agents: nobody answers, which is an answer. */
export type Choice = { agents: Named[]; why: Why }
export type Present = { agents: Named[]; people: Named[] /** The agent whose turn was last. */; last: string | undefined }

/** Who is named in the message itself: that beats every router. Undefined when nobody is. */
export function byMention(text: string, { agents, people }: Pick<Present, 'agents' | 'people'>): Choice | undefined {
  const all = [...agents.map((agent) => ({ ...agent, agent: true })), ...[...people, { id: '', name: everyone }].map((person) => ({ ...person, agent: false }))]
  const named = mentionsIn(text, all)
  if (named.length === 0) return undefined
  const asked = named.filter(({ agent }) => agent).map(({ id, name }) => ({ id, name }))
  if (asked.length > 0) return { agents: asked, why: { by: 'mention', reason: 'The message names it.' } }
  return { agents: [], why: { by: 'people', reason: `The message is for ${inWords(named.map(({ name }) => name))}, so no agent answers.` } }
}

/** What the room's router says to a message that names nobody. A router by model or by flow has been asked before, or could not answer: then the first agent. */
export function byRouter(router: Policy['router'], text: string, { agents, last }: Present): Choice {
  const [first] = agents
  if (!first) return { agents: [], why: { by: 'nobody', reason: 'No agent is in this room.' } }
  switch (router.kind) {
    case 'mention':
      return { agents: [], why: { by: 'nobody', reason: 'In this room agents answer only when they are named with @.' } }
    case 'rules':
      return byRules(router, text, agents)
    case 'last': {
      const again = agents.find(({ id }) => id === last)
      if (again && agents.length > 1) return { agents: [again], why: { by: 'last', reason: 'It spoke last, and the message names nobody.' } }
      return firstOf(first, agents)
    }
    case 'first':
      return firstOf(first, agents)
    case 'model':
      return { agents: [first], why: { by: 'fallback', reason: 'No model could be asked who answers, so the first agent does.' } }
    case 'flow':
      return { agents: [first], why: { by: 'fallback', reason: 'The flow that decides here named nobody in time, so the first agent answers.' } }
  }
}

function firstOf(first: Named, agents: Named[]): Choice {
  const why: Why =
    agents.length === 1 ? { by: 'only', reason: 'It is the only agent here.' } : { by: 'first', reason: 'The first agent of a room answers what names nobody.' }
  return { agents: [first], why }
}

function byRules({ rules, otherwise }: Extract<Policy['router'], { kind: 'rules' }>, text: string, agents: Named[]): Choice {
  for (const { words, agent } of rules) {
    const word = words.find((candidate) => holds(text, candidate))
    if (word === undefined) continue
    const meant = agents.find(({ id }) => id === agent)
    if (meant) return { agents: [meant], why: { by: 'rule', reason: `A rule of this room gives it messages with “${word}”.` } }
    if (agent === null) return { agents: [], why: { by: 'nobody', reason: `A rule of this room leaves messages with “${word}” to people.` } }
  }
  const meant = agents.find(({ id }) => id === otherwise)
  if (meant) return { agents: [meant], why: { by: 'rule', reason: 'No rule of this room holds for the message, so it answers.' } }
  return { agents: [], why: { by: 'nobody', reason: 'No rule of this room holds for the message, so no agent answers.' } }
}

/** The word stands in the text as a word of its own, in any case. */
function holds(text: string, word: string): boolean {
  const exact = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])`, 'iu').test(text)
}

function inWords(names: string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '')
}
