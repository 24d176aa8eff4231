import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as restate from '@restatedev/restate-sdk'
import * as clients from '@restatedev/restate-sdk-clients'
import { answerOf, serve, slowStep, tell } from '../serve.ts'

// Restate: its server from npm with its own storage (no PostgreSQL), and the SDK's endpoint in this process. The server outlives
// a kill of this process, as it would in production; `BENCH_RESTATE` tells a restarted one where it is.
const step = (ctx, size) => ctx.run('step', async () => answerOf(size))

const bench = restate.service({
  name: 'bench',
  handlers: {
    chain: async (ctx, { size }) => {
      for (let i = 0; i < 10; i++) await step(ctx, size)
    },
    fan: async (ctx, { size }) => {
      await step(ctx, size)
      await restate.RestatePromise.all(Array.from({ length: 20 }, () => step(ctx, size)))
      await step(ctx, size)
    },
    first: async (ctx, { key }) => void (await ctx.run('first', async () => tell('began', key))),
    slow: async (ctx, { flow }) => {
      for (let i = 0; i < 10; i++) await ctx.run('slow', () => slowStep(flow, i))
    },
  },
})
const asking = restate.workflow({
  name: 'asking',
  handlers: {
    run: async (ctx) => {
      await ctx.run('ask', async () => tell('parked', ctx.key))
      await ctx.promise('answer')
      await step(ctx, 'small')
    },
    answer: async (ctx) => await ctx.promise('answer').resolve(true),
  },
})

const { ingress, admin, port } = process.env.BENCH_RESTATE ? JSON.parse(process.env.BENCH_RESTATE) : await startServer()
await restate.serve({ services: [bench, asking], port })
if (!process.env.BENCH_RESTATE) await register()

const client = clients.connect({ url: ingress })
const service = client.serviceClient({ name: 'bench' })
await serve({
  flows: { chain: (given) => service.chain(given), fan: (given) => service.fan(given) },
  addresses: {
    start: `${ingress}/bench/first/send`,
    ask: `${ingress}/asking/{key}/run/send`,
    answer: `${ingress}/asking/{key}/answer`,
    attach: `${ingress}/restate/workflow/asking/{key}/attach`,
    again: JSON.stringify({ ingress, admin, port }),
  },
  tasks: {
    slow: async ({ count, name }) => {
      for (let i = 0; i < count; i++) await client.serviceSendClient({ name: 'bench' }).slow({ flow: `${name}-${i}` })
    },
  },
})

async function startServer() {
  const [ingressPort, adminPort, nodePort, port] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  const from = createRequire(import.meta.url).resolve('@restatedev/restate-server/package.json')
  const binary = join(dirname(from), `../restate-server-${process.platform}-${process.arch}/bin/restate-server`)
  const child = spawn(binary, ['--no-logo', '--listen-mode', 'tcp', '--base-dir', process.env.BENCH_FOLDER, '--bind-ip', '127.0.0.1'], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: {
      ...process.env,
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_BIND_PORT: String(nodePort),
      RESTATE_INGRESS__BIND_PORT: String(ingressPort),
      RESTATE_ADMIN__BIND_PORT: String(adminPort),
      RESTATE_LOG_FILTER: 'error',
    },
  })
  process.send({ alsoStop: child.pid })
  process.once('disconnect', () => child.kill('SIGKILL')) // the bench went away
  return { ingress: `http://127.0.0.1:${ingressPort}`, admin: `http://127.0.0.1:${adminPort}`, port }
}

async function register() {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${admin}/deployments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ uri: `http://127.0.0.1:${port}` }),
    }).catch(() => undefined)
    if (answer?.ok) break
    if (tries > 300) throw new Error(`the Restate server takes no deployment: ${answer ? await answer.text() : 'no answer'}`)
    await sleep(100)
  }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}
