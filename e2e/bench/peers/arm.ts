import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { News, Told } from './serve.ts'

/** One process that is measured, and how to speak with it. */
export type Arm = {
  name: string
  addresses: Record<string, string>
  ask(task: string, given?: Record<string, unknown>): Promise<unknown>
  /** When it told this of itself. Ask before it can happen. */
  heard(news: News['news'], key: string): Promise<number>
  /** kill -9, and a start again at once. Answers the moment of the kill when it is gone; `again` resolves when the new process serves. */
  kill(env?: Record<string, string>): Promise<{ again: Promise<void> }>
  stop(): Promise<void>
}

export async function startArm(name: string, script: string, env: Record<string, string>): Promise<Arm> {
  let child: ChildProcess
  let asked = 0
  const waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>()
  const listening = new Map<string, (at: number) => void>()
  const others: number[] = []
  const arm: Arm = {
    name,
    addresses: {},
    ask(task, given = {}) {
      const id = asked++
      return new Promise((done, failed) => {
        waiting.set(id, { done, failed: (error) => failed(new Error(`${name}, ${task}: ${error.message}`)) })
        child.send({ id, task, ...given })
      })
    },
    heard: (news, key) => new Promise((done) => listening.set(`${news} ${key}`, done)),
    async kill(more = {}) {
      child.removeAllListeners('exit')
      await ended('SIGKILL')
      return { again: begin(more) }
    },
    async stop() {
      child.removeAllListeners('exit')
      await ended('SIGTERM')
      for (const pid of others) await gone(pid)
    },
  }
  await begin()
  return arm

  async function begin(more: Record<string, string> = {}): Promise<void> {
    child = fork(new URL(script, import.meta.url), { env: { ...process.env, ...quiet, ...env, ...more }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    await new Promise<void>((ready, failed) => {
      child.on('message', (told: Told) => {
        if ('ready' in told) {
          arm.addresses = told.addresses
          ready()
        } else hear(told)
      })
      child.once('exit', (code) => {
        const gone = new Error(`${name} ended with ${code}`)
        failed(gone)
        for (const { failed: one } of waiting.values()) one(gone)
      })
    })
  }

  function hear(told: Exclude<Told, { ready: true }>): void {
    if ('alsoStop' in told) return void others.push(told.alsoStop)
    if ('news' in told) {
      const key = `${told.news} ${told.key}`
      listening.get(key)?.(told.at)
      listening.delete(key)
      return
    }
    const one = waiting.get(told.id)
    waiting.delete(told.id)
    if (told.failed === undefined) one?.done(told.done)
    else one?.failed(new Error(told.failed))
  }

  async function ended(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
}

/** Ends a process that is no child of ours, and waits until it holds no file any more. */
async function gone(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGKILL')
    for (let tries = 0; tries < 500; tries++) {
      process.kill(pid, 0)
      await sleep(20)
    }
  } catch {
    // gone, as asked
  }
}

/** Nothing that is measured may speak with the outside, nor much with us. */
const quiet = {
  NODE_NO_WARNINGS: '1',
  RESTATE_LOGGING: 'ERROR',
  DO_NOT_TRACK: '1',
  MASTRA_TELEMETRY_DISABLED: '1',
  LANGSMITH_TRACING: 'false',
  LANGCHAIN_TRACING_V2: 'false',
  RESTATE_DISABLE_TELEMETRY: 'true',
  SCARF_ANALYTICS: 'false',
}
