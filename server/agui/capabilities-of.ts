import type { AgentCapabilities } from '@ag-ui/core'
import type { Catalogue } from '../engine/card.ts'
import { toolName, toolsIn } from '../engine/check-tools.ts'
import type { Flow, FlowNode } from '../engine/flow.ts'
import { describeTool } from '../engine/tool-blocks.ts'
import type { JsonObject } from '../kernel/json.ts'

/** What a flow can do, read from its blocks: never more than is there. */
/** `socket`: where it can be talked to over WebSocket, if anywhere. */
export function capabilitiesOf(
  { name, description, flow }: { name: string; description: string; flow: Flow },
  cards: Catalogue,
  socket: string | null,
): AgentCapabilities {
  const nodes = Object.values(flow.nodes).filter((node) => !node.disabled)
  const blocks = new Set(nodes.map((node) => node.block))
  const models = nodes.filter((node) => node.block === 'agent.loop')
  const tools = models.flatMap((node) => literalTools(node).flatMap((tool) => described(tool, cards)))
  const asks = (...kinds: string[]) => kinds.some((kind) => blocks.has(`human.${kind}`))
  const approvals = asks('approval', 'approval-with-edit', 'two-person', 'escalated-approval') || tools.some((tool) => tool.metadata.asksFirst)
  const interrupts = approvals || [...blocks].some((block) => block.startsWith('human.') && block !== 'human.notify')
  // files of any kind are kept and handed on; pictures and PDF are what models of ours look into
  const reads = models.length > 0
  const state = blocks.has('state.read') || blocks.has('state.patch')
  return {
    identity: { name, type: 'hearth', ...(description ? { description } : {}) },
    transport: { streaming: true, websocket: socket !== null, httpBinary: true, pushNotifications: false, resumable: true },
    tools: { supported: models.length > 0, items: tools, parallelCalls: models.length > 0, clientProvided: models.some(takesAppTools) },
    state: { snapshots: true, deltas: true, persistentState: true, memory: models.length > 0 || blocks.has('conversation.read') },
    multiAgent: { supported: false },
    reasoning: { supported: false },
    multimodal: { input: { image: reads, audio: false, video: false, pdf: reads, file: blocks.has('chat.message') }, output: { image: false, audio: false } },
    humanInTheLoop: { supported: interrupts, approvals, interrupts, approveWithEdits: asks('approval-with-edit') },
    custom: { readsState: state, ...(socket === null ? {} : { websocketUrl: socket }) },
  }
}

export const takesAppTools = (node: FlowNode): boolean => {
  const given = node.inputs.appTools
  return !(given?.kind === 'literal' && given.value === false)
}

function literalTools(node: FlowNode) {
  const given = node.inputs.tools
  return given?.kind === 'literal' ? toolsIn(given.value) : []
}

function described(tool: ReturnType<typeof toolsIn>[number], cards: Catalogue) {
  const card = cards.get(tool.block)
  if (!card) return []
  const { description, inputSchema, destructive } = describeTool(card)
  return [
    { name: toolName(tool), description, parameters: inputSchema as JsonObject, metadata: { block: tool.block, asksFirst: destructive || tool.ask === true } },
  ]
}
