import { Mastra } from '@mastra/core'
import { createStep, createWorkflow } from '@mastra/core/workflows'
import { PostgresStore } from '@mastra/pg'
import { z } from 'zod'
import { answerOf, serve, slowStep, tell } from '../serve.ts'

// Mastra with its Postgres storage: default engine, default snapshots.
const any = z.any()
const stepOf = (id, execute, more = {}) => createStep({ id, inputSchema: any, outputSchema: any, execute, ...more })
const flowOf = (id) => createWorkflow({ id, inputSchema: any, outputSchema: any })
const ten = (id, work) => {
  let flow = flowOf(id)
  for (let i = 0; i < 10; i++) flow = flow.then(stepOf(`s${i}`, work(i)))
  return flow.commit()
}
const sized = (id) => stepOf(id, async ({ getInitData }) => answerOf(getInitData().size))

const workflows = {
  chain: ten(
    'chain',
    () =>
      async ({ getInitData }) =>
        answerOf(getInitData().size),
  ),
  fan: flowOf('fan')
    .then(sized('first'))
    .parallel(Array.from({ length: 20 }, (_, i) => sized(`b${i}`)))
    .then(sized('last'))
    .commit(),
  first: flowOf('first')
    .then(stepOf('first', async ({ inputData }) => ({ told: tell('began', inputData.key) })))
    .commit(),
  asking: flowOf('asking')
    .then(
      stepOf('ask', async ({ resumeData, suspend }) => (resumeData ? {} : await suspend({})), {
        resumeSchema: any,
        suspendSchema: any,
      }),
    )
    .then(stepOf('after', async () => answerOf('small')))
    .commit(),
  slow: ten('slow', (i) => async ({ getInitData }) => ({ slept: await slowStep(getInitData().flow, i) })),
}
const storage = new PostgresStore({ id: 'bench', connectionString: process.env.BENCH_DATABASE, max: 20 })
const mastra = new Mastra({ workflows, storage, logger: false })
await storage.init()

async function walk(name, inputData) {
  const run = await mastra.getWorkflow(name).createRun()
  const { status, error } = await run.start({ inputData })
  if (status !== 'success') throw new Error(`${name} ended as ${status}: ${error}`)
}

await serve({
  flows: { chain: ({ size }) => walk('chain', { size }), fan: ({ size }) => walk('fan', { size }) },
  doors: {
    start: async (key) => void walk('first', { key }),
    ask: async (key) => {
      const run = await mastra.getWorkflow('asking').createRun({ runId: key })
      void run.start({ inputData: { key } }).then(() => tell('parked', key))
    },
    answer: async (key) => {
      const run = await mastra.getWorkflow('asking').createRun({ runId: key })
      void run.resume({ step: 'ask', resumeData: { approved: true } }).then(() => tell('finished', key))
    },
  },
  tasks: {
    slow: async ({ count, name }) => {
      for (let i = 0; i < count; i++) void walk('slow', { flow: `${name}-${i}` }).catch(() => undefined)
    },
    // what an application has to call itself after a restart
    recover: async () => void mastra.restartAllActiveWorkflowRuns(),
  },
})
