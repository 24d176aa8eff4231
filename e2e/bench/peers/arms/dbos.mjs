import { DBOS } from '@dbos-inc/dbos-sdk'
import { answerOf, serve, slowStep, tell } from '../serve.ts'

// DBOS as its documentation shows it: a workflow of plain steps, started in process, no queue. The same executor id after a
// restart is how it takes its work up again.
const step = (answer) => DBOS.runStep(async () => answer, { name: 'step' })

const chain = DBOS.registerWorkflow(
  async (size) => {
    for (let i = 0; i < 10; i++) await step(answerOf(size))
  },
  { name: 'chain' },
)
const fan = DBOS.registerWorkflow(
  async (size) => {
    await step(answerOf(size))
    await Promise.allSettled(Array.from({ length: 20 }, () => step(answerOf(size))))
    await step(answerOf(size))
  },
  { name: 'fan' },
)
const first = DBOS.registerWorkflow(async (key) => await DBOS.runStep(async () => tell('began', key), { name: 'first' }), { name: 'first' })
const asking = DBOS.registerWorkflow(
  async (key) => {
    await DBOS.runStep(async () => tell('parked', key), { name: 'ask' })
    await DBOS.recv('answer', { timeoutSeconds: 3600 })
    await step(answerOf('small'))
  },
  { name: 'asking' },
)
const slow = DBOS.registerWorkflow(
  async (flow) => {
    for (let i = 0; i < 10; i++) await DBOS.runStep(() => slowStep(flow, i), { name: 'slow' })
  },
  { name: 'slow' },
)

DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: process.env.BENCH_DATABASE,
  systemDatabasePoolSize: 20,
  logLevel: 'error',
  executorID: 'bench',
  applicationVersion: 'bench',
})
await DBOS.launch()

const finished = async (handle) => await (await handle).getResult()
await serve({
  flows: {
    chain: ({ size }) => finished(DBOS.startWorkflow(chain)(size)),
    fan: ({ size }) => finished(DBOS.startWorkflow(fan)(size)),
  },
  doors: {
    start: (key) => DBOS.startWorkflow(first)(key),
    ask: async (key) => {
      void finished(DBOS.startWorkflow(asking, { workflowID: key })(key)).then(() => tell('finished', key))
    },
    answer: (key) => DBOS.send(key, { approved: true }, 'answer'),
  },
  tasks: {
    slow: async ({ count, name }) => {
      for (let i = 0; i < count; i++) await DBOS.startWorkflow(slow)(`${name}-${i}`)
    },
  },
})
