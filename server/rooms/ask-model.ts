import type { Why } from '../conversation/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { createModelHand } from '../models/index.ts'
import type { Choice, Named } from './choose-agents.ts'
import type { Scene } from './scene.ts'

const patience = 15_000
const nobody = 'nobody'

/** Asks a model whose turn a message is. Undefined when no answer came. */
export async function askModel({ workspaceId }: Principal, scene: Scene, instructions: string, text: string): Promise<Choice | undefined> {
  const signal = AbortSignal.timeout(patience)
  const hand = createModelHand({ workspaceId, signal })
  const names = [...new Set(scene.agents.map(({ name }) => name))]
  const roster = scene.agents.map(({ name, description }) => `- ${name}: ${description || 'no description'}`).join('\n')
  const system = `You decide which agent answers in a room of people and agents. Answer with the name of one agent, or with "${nobody}" when the message needs no agent.\n${roster}\n${instructions}`
  try {
    const reply = await hand.call({
      messages: [{ role: 'system', text: system }, ...(await scene.before()), { role: 'user', text }],
      outputSchema: {
        type: 'object',
        properties: { label: { type: 'string', enum: [...names, nobody] }, reason: { type: 'string', description: 'One short sentence.' } },
        required: ['label', 'reason'],
        additionalProperties: false,
      },
    })
    return choiceOf(reply.object, reply.demo, scene.agents)
  } catch {
    return undefined // a message is never lost for want of a router
  }
}

function choiceOf(answer: unknown, demo: boolean, agents: Named[]): Choice | undefined {
  if (typeof answer !== 'object' || answer === null || !('label' in answer)) return undefined
  const given = 'reason' in answer && typeof answer.reason === 'string' ? answer.reason.slice(0, 300) : ''
  const why: Why = { by: 'model', reason: `${demo ? 'The scripted demo' : 'A model'} chose it${given ? `: ${given}` : '.'}` }
  if (answer.label === nobody)
    return { agents: [], why: { ...why, reason: `${demo ? 'The scripted demo' : 'A model'} found that no agent needs to answer${given ? `: ${given}` : '.'}` } }
  const agent = agents.find(({ name }) => name === answer.label)
  return agent && { agents: [{ id: agent.id, name: agent.name }], why }
}
