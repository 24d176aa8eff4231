import { somebody } from '../../../server/runs/runs.test-kit.ts'
import { chain, fan } from '../blocks.ts'
import { flowOfOurs } from '../ours.ts'
import { serve } from './serve.ts'

// Hearth's flows in a closed loop: begun and walked in this process with all a run worker commits, no queue between, as for DBOS.
const who = await somebody()
const small = await flowOfOurs(who, chain('bench.external-small', 10))
const large = await flowOfOurs(who, chain('bench.external-large', 10))

await serve({
  flows: {
    chain: ({ size }) => (size === 'large' ? large() : small()),
    exact: await flowOfOurs(who, chain('bench.transactional-small', 10)),
    fan: await flowOfOurs(who, fan('bench.external-small', 20)),
  },
})
