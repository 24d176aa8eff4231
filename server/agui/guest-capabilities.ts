import type { AgentCapabilities } from '@ag-ui/core'
import type { Flow } from '../engine/flow.ts'

/** What guests are asked themselves; the rest is for the workspace's people. */
const asked = ['human.question', 'human.form', 'human.choice']

/** What of an agent is there for guests of a chat link: not which tools it uses, what it shares with members, or what others decide. */
export function guestCapabilities({ identity, state, ...all }: AgentCapabilities, flow: Flow): AgentCapabilities {
  const interrupts = Object.values(flow.nodes).some(({ block, disabled }) => !disabled && asked.includes(block))
  return {
    ...all,
    identity: { name: identity?.name ?? '', type: 'hearth' },
    tools: { supported: false, items: [], parallelCalls: false, clientProvided: false },
    state: { snapshots: false, deltas: false, persistentState: false, memory: state?.memory ?? false },
    multimodal: { input: { image: false, audio: false, video: false, pdf: false, file: false }, output: { image: false, audio: false } },
    humanInTheLoop: { supported: interrupts, approvals: false, interrupts, approveWithEdits: false },
    custom: { ...all.custom, readsState: false },
  }
}
