import { newId } from '../../../server/kernel/ids.ts'
import type { Principal } from '../../../server/kernel/principal.ts'
import { inWorkspace } from '../../../server/platform/db.ts'
import { answerWait } from '../../../server/runs/index.ts'
import { begin, stateOf } from '../../../server/runs/runs.test-kit.ts'
import { quantile } from '../interleave.ts'
import type { Arm } from './arm.ts'
import { baseline, type Cell, us } from './line.ts'
import { now } from './serve.ts'

type Agents = { who: Principal; start: string; asking: string }

/** How a flow is begun, brought to wait and answered from this process. Hearth by its own use cases over the database, the others by a POST. */
type Doors = Record<'start' | 'ask' | 'answer', (key: string) => Promise<unknown>>

function doorsOf(arm: Arm, { who, start, asking }: Agents): Doors {
  if (arm.name !== us) {
    const at = (verb: string) => (key: string) => post(arm.addresses[verb], key)
    return { start: at('start'), ask: at('ask'), answer: at('answer') }
  }
  return {
    start: (key) => begin(who, start, {}, { id: key }),
    ask: (key) => begin(who, asking, {}, { id: key }),
    answer: async (key) => {
      const wait = waits.get(key) ?? (await waitOf(who, key))
      await answerWait(who, { wait, outcome: 'approved', value: {} })
    },
  }
}

/** Milliseconds from the call here to the first line of the flow's first step in the other process. One of each system a turn. */
export async function startTimes(arms: Arm[], agents: Agents, samples: number): Promise<Cell[]> {
  return await inTurn('start → first step in another process', arms, samples, async (arm) => {
    const key = newId()
    const began = arm.heard('began', key)
    const from = now()
    await doorsOf(arm, agents).start(key)
    return (await began) - from
  })
}

/** Milliseconds from an answer given here to the end of its flow, with one step after it, while `parked` others wait. */
export async function answerTimes(arms: Arm[], agents: Agents, { samples, parked }: { samples: number; parked: number }): Promise<Cell[]> {
  const keys = new Map<string, string[]>()
  for (const arm of arms) {
    const own = Array.from({ length: parked + samples + warming }, newId)
    keys.set(arm.name, own)
    const doors = doorsOf(arm, agents)
    const left = [...own]
    const lane = async () => {
      for (let key = left.pop(); key !== undefined; key = left.pop()) {
        const there = arm.heard('parked', key)
        await doors.ask(key)
        await there
      }
    }
    await Promise.all(Array.from({ length: 16 }, lane))
    console.error(`${own.length} flows of ${arm.name} wait`)
  }
  return await inTurn(`answer → finished, ${parked} others waiting`, arms, samples, async (arm) => {
    const key = keys.get(arm.name)?.pop() ?? ''
    if (arm.name === us) waits.set(key, await waitOf(agents.who, key)) // a person has the question before them
    const { attach } = arm.addresses
    const attached =
      attach &&
      fetch(attach.replace('{key}', key))
        .then((response) => response.text())
        .then(now)
    if (attached) await new Promise((done) => setTimeout(done, 20)) // who waits for the end is there before the answer
    const finished = attached || arm.heard('finished', key)
    const from = now()
    await doorsOf(arm, agents).answer(key)
    const at = await finished
    if (arm.name === us && (await stateOf(key)).status !== 'completed') throw new Error(`run ${key} did not complete`)
    return at - from
  })
}

const warming = 5
const waits = new Map<string, string>()

async function waitOf(who: Principal, run: string): Promise<string> {
  const [row] = await inWorkspace(who.workspaceId, (tx) => tx.sql<{ id: string }>`select id from run_wait where run_id = ${run}`)
  if (!row) throw new Error(`run ${run} asks nothing`)
  return row.id
}

async function inTurn(line: string, arms: Arm[], samples: number, one: (arm: Arm) => Promise<number>): Promise<Cell[]> {
  const taken = new Map<string, number[]>(arms.map((arm) => [arm.name, []]))
  for (let turn = -warming; turn < samples; turn++) {
    for (let i = 0; i < arms.length; i++) {
      const arm = arms[(i + turn + warming) % arms.length]
      if (!arm) continue
      const ms = await one(arm)
      if (turn >= 0) taken.get(arm.name)?.push(ms)
      await new Promise((done) => setTimeout(done, 5 + ((turn * 7) & 15)))
    }
  }
  console.error(`measured: ${line}`)
  return (
    [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const
  ).flatMap(([label, q]) => {
    const base = quantile(taken.get(baseline) ?? [], q)
    return arms.map(({ name }): Cell => {
      const value = quantile(taken.get(name) ?? [], q)
      return { line: `${line}, ${label}`, system: name, value, unit: 'ms', ratio: value / base }
    })
  })
}

async function post(address: string | undefined, key: string): Promise<void> {
  if (!address) throw new Error('this arm has no such door')
  const body = address.includes('{key}') ? undefined : JSON.stringify({ key })
  const response = await fetch(address.replace('{key}', key), { method: 'POST', ...(body ? { body, headers: { 'content-type': 'application/json' } } : {}) })
  if (!response.ok) throw new Error(`${address} answers ${response.status}: ${await response.text()}`)
  await response.arrayBuffer()
}
