import { emptyConversation, fold, messagesOf, type Why } from '../conversation/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq, readIn } from '../memory/feed/index.ts'
import { createModelHand } from '../models/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { byMention, type Choice, type Named } from './choose-agents.ts'
import { membersOf, policyOf, type Sql } from './member-store.ts'
import { roomEntry } from './room-entry.ts'

const patience = 15_000
const nobody = 'nobody'

/**
 * Asks a model whose turn a message is, in rooms whose router does, and outside any transaction: who sent the message sends it again
 * when this process dies. Undefined when there is nothing to ask, or no answer came: then the room's other ways hold.
 */
export async function askModel(who: Principal, room: string, text: string): Promise<Choice | undefined> {
  const { workspaceId } = who
  const scene = await inWorkspace(workspaceId, (tx) => sceneOf(tx, workspaceId, room))
  if (!scene || byMention(text, scene) || scene.agents.length === 0) return undefined
  const signal = AbortSignal.timeout(patience)
  const hand = createModelHand({ workspaceId, signal })
  const names = [...new Set(scene.agents.map(({ name }) => name))]
  const roster = scene.agents.map(({ name, description }) => `- ${name}: ${description || 'no description'}`).join('\n')
  const system = `You decide which agent answers in a room of people and agents. Answer with the name of one agent, or with "${nobody}" when the message needs no agent.\n${roster}\n${scene.instructions}`
  try {
    const reply = await hand.call({
      messages: [{ role: 'system', text: system }, ...scene.before, { role: 'user', text }],
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

async function sceneOf(tx: Sql, workspaceId: string, room: string) {
  const policy = await policyOf(tx, workspaceId, room)
  if (policy?.router.kind !== 'model') return undefined
  const members = await membersOf(tx, workspaceId, room)
  const seq = (await lastSeq(tx, workspaceId, room)) ?? 0
  const lately = fold(emptyConversation, (await readIn(tx, workspaceId, room, Math.max(0, seq - 300), 300)).map(roomEntry))
  const before = messagesOf(lately, 6).flatMap(({ role, text, name }) => (text ? [{ role, text: name ? `${name}: ${text}` : text }] : []))
  return { ...members, before, instructions: policy.router.instructions }
}
