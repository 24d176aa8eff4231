import type { Principal } from '../kernel/principal.ts'
import { askFlow } from './ask-flow.ts'
import { askModel } from './ask-model.ts'
import { byMention, type Choice } from './choose-agents.ts'
import { sceneOf } from './scene.ts'

/**
 * Asks a model or a flow whose turn a message is, in rooms whose router does, and outside any transaction: who sent the message sends it again
 * when this process dies. Undefined when there is nothing to ask, or no answer came: then the room's other ways hold.
 */
export async function askRouter(who: Principal, said: { room: string; id: string; text: string }): Promise<Choice | undefined> {
  const scene = await sceneOf(who.workspaceId, said.room)
  if (!scene || scene.agents.length === 0 || byMention(said.text, scene)) return undefined
  const { router } = scene
  switch (router.kind) {
    case 'model':
      return askModel(who, scene, router.instructions, said.text)
    case 'flow':
      return askFlow(who, scene, router.agent, said)
    case 'first':
    case 'last':
    case 'mention':
    case 'rules':
      return undefined
  }
}
