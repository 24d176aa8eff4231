import type { Flow } from '../../../server/engine/flow.ts'
import { runSegment } from '../../../server/runs/index.ts'
import { agentWith, begin, somebody, stateOf } from '../../../server/runs/runs.test-kit.ts'
import { chainOfOurs } from '../ours.ts'
import { benchBlocks, flows } from './hearth-blocks.ts'
import { serve } from './serve.ts'

// Hearth's flows in a closed loop: begun and walked in this process with all a run worker commits, no queue between, as for DBOS.
const who = await somebody()
const blocks = benchBlocks()
const catalogue = new Map([...(await blocks)].map(([id, block]) => [id, block.card]))

async function walked(flow: Flow): Promise<() => Promise<void>> {
  const agent = await agentWith(who, flow, catalogue)
  return async () => await runSegment(await begin(who, agent), 1, blocks)
}

const [chain, exact, large, fan] = await Promise.all([
  chainOfOurs(who, 'bench.external', 10),
  chainOfOurs(who, 'bench.transactional', 10),
  walked(flows.large),
  walked(flows.fan),
])
for (const flow of [flows.large, flows.fan]) {
  const run = await begin(who, await agentWith(who, flow, catalogue))
  await runSegment(run, 1, blocks)
  const { status, error } = await stateOf(run)
  if (status !== 'completed') throw new Error(`a flow of the bench ended as ${status}: ${JSON.stringify(error)}`)
}

await serve({ flows: { chain: ({ bytes }) => (bytes > 1000 ? large() : chain()), exact, fan } })
