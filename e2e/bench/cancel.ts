import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { asSystem } from '../../server/platform/db.ts'
import { cancelRun } from '../../server/runs/index.ts'
import { agentWith, begin, eventsOf, flowOf, somebody, stateOf, until } from '../../server/runs/runs.test-kit.ts'

/**
 * Milliseconds from cancelling a run to the end of all that it had under way: a call outside, a question to people, and a run that it
 * began, which asks, too. Workers must be allowed to call private addresses.
 */
export async function cancelLatency(samples: number): Promise<number[]> {
  const who = await somebody()
  const never = createServer(() => undefined)
  await once(never.listen(0, '127.0.0.1'), 'listening')
  const asking = await agentWith(who, flowOf({ nodes: { ok: { block: 'human.approval', inputs: { title: 'Go?' } } } }))
  const url = `http://127.0.0.1:${(never.address() as AddressInfo).port}/`
  const all = flowOf({
    nodes: {
      begin: { block: 'flow.start', inputs: { agent: asking } },
      call: { block: 'http.request', inputs: { url, timeoutSeconds: 300 } },
      ok: { block: 'human.approval', inputs: { title: 'Go?' } },
    },
    wires: ['begin.done > call.after', 'begin.done > ok.after'],
  })
  const agent = await agentWith(who, all)
  const taken: number[] = []
  for (let nth = 0; nth < samples; nth++) {
    const called = once(never, 'request') as Promise<[IncomingMessage]>
    const run = await begin(who, agent)
    const [request] = await called
    const begun = (await eventsOf(run)).find((event) => event.kind === 'child.started')
    const child = begun?.kind === 'child.started' ? (begun.run ?? '') : ''
    await until(child, 'waiting')
    const cut = once(request.socket, 'close')
    const from = performance.now()
    await cancelRun(who, { run })
    await cut
    while (!(await allOver([run, child]))) await new Promise((done) => setTimeout(done, 1))
    taken.push(performance.now() - from)
    if ((await stateOf(run)).status !== 'cancelled') throw new Error('the run ended otherwise')
  }
  never.close()
  return taken
}

async function allOver(runs: string[]): Promise<boolean> {
  const [row] = await asSystem(
    (tx) => tx.sql<{ open: number }>`select ((select count(*) from run where id = any(${runs}::uuid[]) and status <> 'cancelled')
      + (select count(*) from run_wait where run_id = any(${runs}::uuid[]) and status = 'open'))::int as open`,
  )
  return row?.open === 0
}
