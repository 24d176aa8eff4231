import type { EngineEvent } from '../engine/events.ts'
import type { Json } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { subscribe } from '../memory/feed/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { beginRun, stopRuns } from '../runs/index.ts'
import type { Choice, Named } from './choose-agents.ts'
import type { Scene } from './scene.ts'
import { environmentOf } from './store.ts'

const patience = 15_000
const nobody = 'nobody'

/**
 * Lets another agent's flow decide whose turn a message is. Its run speaks into no room: nothing of it is seen there but what came of it.
 * The same message is the same run. Undefined when it names nobody that is here, or in time; a run that is late is stopped.
 */
export async function askFlow(who: Principal, scene: Scene, agent: string, said: { room: string; id: string; text: string }): Promise<Choice | undefined> {
  const { workspaceId } = who
  let run: string | undefined
  try {
    const context = await contextOf(scene)
    const begun = await inWorkspace(workspaceId, async (tx) => {
      const environment = await environmentOf(tx, workspaceId, said.room)
      return beginRun(tx, {
        ...{ workspaceId, agentId: agent, trigger: 'chat', startedBy: who.personId, idempotencyKey: `router:${said.room}:${said.id}` },
        ...(environment ? { environment, elseProduction: true } : {}),
        input: { text: said.text, room: said.room, author: who.name, context },
      })
    })
    run = begun
    const output = await outputOf(workspaceId, begun)
    return output === undefined ? await late(who, begun) : choiceOf(output, scene.agents)
  } catch (error) {
    // a message is never lost for want of a router
    log.warn({ err: error, room: said.room, run }, 'the flow that decides who answers could not be asked')
    return undefined
  }
}

async function contextOf({ agents, before }: Scene): Promise<{ description: string; value: string }[]> {
  const roster = agents.map(({ name, description }) => `- ${name}: ${description || 'no description'}`).join('\n')
  const lately = (await before()).map(({ text }) => text).join('\n')
  return [
    { description: `The agents in this room. Give the name of the one that answers, or "${nobody}".`, value: roster },
    ...(lately ? [{ description: 'What was said before.', value: lately }] : []),
  ]
}

/** What the run gave; undefined when it waits for people, fails, is stopped, or takes too long. */
async function outputOf(workspaceId: string, run: string): Promise<Json | undefined> {
  for await (const entries of subscribe(workspaceId, run, 0, AbortSignal.timeout(patience))) {
    for (const { body } of entries) {
      const event = body as EngineEvent
      if (event.kind === 'run.completed') return event.output
      if (event.kind === 'run.failed' || event.kind === 'run.cancelled' || event.kind === 'run.waiting') return undefined
    }
  }
  return undefined
}

async function late(who: Principal, run: string): Promise<undefined> {
  await inWorkspace(who.workspaceId, (tx) => stopRuns(tx, who, [run]))
}

/** The agent that the output names: its port `agent` first, else the first text in it that is a name. `reason`, if there is one, is told. */
function choiceOf(output: Json, agents: readonly Named[]): Choice | undefined {
  const texts = textsIn(output, 0)
  const named = [...texts.filter(({ port }) => port === 'agent'), ...texts].map(({ text }) => text.trim().replace(/^@/, '').toLowerCase())
  const given = texts
    .find(({ port }) => port === 'reason')
    ?.text.trim()
    .slice(0, 300)
  for (const name of named) {
    if (name === nobody) return { agents: [], why: { by: 'flow', reason: given || 'The flow that decides here found that no agent needs to answer.' } }
    const agent = agents.find((one) => one.id === name || one.name.toLowerCase() === name)
    if (agent) return { agents: [{ id: agent.id, name: agent.name }], why: { by: 'flow', reason: given || 'The flow that decides here chose it.' } }
  }
  return undefined
}

function textsIn(value: Json, depth: number, port = ''): { port: string; text: string }[] {
  if (typeof value === 'string') return [{ port, text: value }]
  if (depth > 2 || typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, depth + 1, name))
}
