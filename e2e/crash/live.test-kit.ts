import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { encode } from 'next-auth/jwt'
import { WebSocket } from 'ws'
import type { EngineEvent } from '../../server/engine/events.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { type ServerFrame, serverFrameSchema } from '../../server/live/contract.ts'
import { asSystem } from '../../server/platform/db.ts'
import { quietPort } from '../../server/platform/embedded-postgres.ts'
import { eventually } from '../../server/runs/runs.test-kit.ts'

export type Live = {
  /** kill -9. Started again at once; waits until it answers. */
  kill(): Promise<void>
  /** Reads this run's feed as it grows. */
  follow(run: string): void
  /** What was told of it so far. Ends the reading. */
  heardOf(run: string, entries: number): Promise<EngineEvent[]>
  /** How often the connection was lost, and how often a subscription ended because the database was away. */
  cuts: number
  refusals: number
  stop(): Promise<void>
}

/** A live process of our own, and somebody who follows runs through it: after each break they go on from the last entry they saw. */
export async function startLive(who: Principal): Promise<Live> {
  const port = await quietPort()
  const cookie = await signedIn(who)
  const heard = new Map<string, EngineEvent[]>()
  let stopping = false
  let socket: WebSocket | undefined
  let child = await start(port)
  const connected = keepConnected()
  const wrong: string[] = []
  const live: Live = { kill, follow, heardOf, cuts: 0, refusals: 0, stop }
  return live

  async function kill(): Promise<void> {
    await ended(child)
    child = await start(port)
  }

  function follow(run: string): void {
    heard.set(run, [])
    subscribe(run)
  }

  async function heardOf(run: string, entries: number): Promise<EngineEvent[]> {
    const all = await eventually(
      async () => {
        if (wrong.length > 0) throw new Error(wrong.join('\n'))
        const seen = heard.get(run) ?? []
        return seen.length >= entries ? seen : undefined
      },
      `the reader to hear ${entries} entries of run ${run}`,
      120_000,
    )
    heard.delete(run)
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'unsubscribe', id: run }))
    return all
  }

  function subscribe(run: string): void {
    const after = heard.get(run)?.length
    if (after === undefined || socket?.readyState !== WebSocket.OPEN) return
    socket.send(JSON.stringify({ type: 'subscribe', id: run, workspace: who.workspaceSlug, feed: 'run', of: run, after }))
  }

  async function keepConnected(): Promise<void> {
    while (!stopping) {
      const opened = new WebSocket(`ws://127.0.0.1:${port}/live`, { headers: { cookie } })
      const closed = new Promise<void>((done) => opened.once('close', () => done()))
      opened.on('error', () => undefined) // it closes, too
      opened.on('open', () => {
        socket = opened
        for (const run of heard.keys()) subscribe(run)
      })
      opened.on('message', (data) => hear(serverFrameSchema.parse(JSON.parse(String(data)))))
      await closed
      if (socket === opened && !stopping) live.cuts++
      await sleep(50)
    }
  }

  function hear(frame: ServerFrame): void {
    if (frame.type === 'error') {
      live.refusals++
      if (frame.id) setTimeout(subscribe, 200, frame.id)
      return
    }
    const seen = heard.get(frame.id)
    for (const { seq, event } of seen ? frame.entries : []) {
      if (seq === (seen?.length ?? 0) + 1) seen?.push(event as unknown as EngineEvent)
      else wrong.push(`run ${frame.id}: entry ${seq} came after ${seen?.length} others`)
    }
  }

  async function stop(): Promise<void> {
    stopping = true
    socket?.terminate()
    await ended(child)
    await connected
  }
}

async function signedIn({ personId }: Principal): Promise<string> {
  const sessionId = newId()
  await asSystem((tx) => tx.sql`insert into session (id, person_id, expires_at) values (${sessionId}, ${personId}, now() + interval '1 day')`)
  const token = await encode({ token: { sub: personId, sid: sessionId }, secret: process.env.HEARTH_SECRET ?? '' })
  return `hearth.session=${token}`
}

async function start(port: number): Promise<ChildProcess> {
  const env = { ...process.env, HEARTH_LIVE_PORT: String(port), NODE_OPTIONS: `--import=${new URL('../../workers/with-parent.mjs', import.meta.url).pathname}` }
  const child = spawn(process.execPath, [new URL('../../workers/live.ts', import.meta.url).pathname], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const healthy = () =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      (answer) => answer.ok,
      () => false,
    )
  while (!(await healthy())) {
    if (child.exitCode !== null) throw new Error(`the live process ended with ${child.exitCode}`)
    await sleep(20)
  }
  return child
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await gone
}
