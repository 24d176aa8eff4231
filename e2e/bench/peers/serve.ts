import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { answers, type Size } from '../blocks.ts'

/** What an arm says to the bench of its own accord. `at` is on a clock that all processes of this machine share. */
export type News = { news: 'began' | 'parked' | 'finished'; key: string; at: number }
export type Ask = { id: number; task: string } & Record<string, unknown>
export type Told = News | { ready: true; addresses: Record<string, string> } | { id: number; done?: unknown; failed?: string } | { alsoStop: number }

/** What a step gives back: the same everywhere. */
export const answerOf = (size: Size) => answers[size]

/** Milliseconds on the clock of the machine. */
export const now = () => Number(process.hrtime.bigint()) / 1e6

export const tell = (news: News['news'], key: string) => say({ news, key, at: now() })
const say = (told: Told) => process.send?.(told)

/** One step of the flows that are killed: 50 ms, and a line in the log at either end, so that it is known what ran and how often. */
export async function slowStep(flow: string | number, step: number): Promise<number> {
  const file = process.env.BENCH_STEP_LOG ?? ''
  appendFileSync(file, `${now()} begin ${flow} ${step}\n`)
  await sleep(50)
  appendFileSync(file, `${now()} end ${flow} ${step}\n`)
  return step
}

type Does = {
  /** Each finishes one flow a call. */
  flows?: Record<string, (given: { size: Size }) => Promise<unknown>>
  /** What others may ask over HTTP: a POST on `/verb/key`. */
  doors?: Record<string, (key: string) => unknown>
  tasks?: Record<string, (given: { count: number; name: string }) => Promise<unknown>>
  /** Doors that somebody else keeps. */
  addresses?: Record<string, string>
}

/** Makes this process an arm of the bench. */
export async function serve({ flows = {}, doors = {}, tasks = {}, addresses = {} }: Does): Promise<void> {
  process.on('message', async ({ id, task, ...given }: Ask) => {
    try {
      const known = task === 'loop' ? flows[String(given.flow)] : tasks[task]
      if (!known) throw new Error(`this arm does not know ${task} ${given.flow ?? ''}`)
      say({ id, done: task === 'loop' ? await loop(known as never, given as never) : await known(given as never) })
    } catch (error) {
      say({ id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
  process.once('disconnect', () => process.exit(0))
  const port = await listen(doors)
  const own = Object.fromEntries(Object.keys(doors).map((verb) => [verb, `http://127.0.0.1:${port}/${verb}/{key}`]))
  say({ ready: true, addresses: { ...own, ...addresses } })
}

/** Flows without a pause on `lanes` lanes until the time is up; answers how many finished. */
async function loop(flow: (given: { size: Size }) => Promise<unknown>, { lanes, forMs, size }: { lanes: number; forMs: number; size: Size }) {
  const until = Date.now() + forMs
  let done = 0
  const lane = async () => {
    while (Date.now() < until) {
      await flow({ size })
      done++
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return done
}

async function listen(doors: NonNullable<Does['doors']>): Promise<number> {
  const server = createServer(async (request, response) => {
    const [, verb = '', key = ''] = (request.url ?? '').split('/')
    try {
      await doors[verb]?.(key)
      response.end()
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
