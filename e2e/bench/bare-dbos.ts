import { DBOS } from '@dbos-inc/dbos-sdk'
import { queueUrl } from '../../server/durable/queue-url.ts'
import { answers, type Size } from './blocks.ts'

// DBOS as its documentation shows it: workflows of plain steps, started in process, no queue.
const step = (size: Size) => DBOS.runStep(async () => answers[size], { name: 'step' })

const chain = DBOS.registerWorkflow(
  async (length: number, size: Size) => {
    for (let i = 0; i < length; i++) await step(size)
  },
  { name: 'bench-chain' },
)

const fan = DBOS.registerWorkflow(
  async (width: number) => {
    await step('small')
    await Promise.all(Array.from({ length: width }, () => step('small')))
    await step('small')
  },
  { name: 'bench-fan' },
)

export async function launchDbos(url: string): Promise<void> {
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: queueUrl(url),
    systemDatabasePoolSize: 20,
    logLevel: 'error',
    executorID: `bench-${process.pid}`,
    applicationVersion: 'bench',
  })
  await DBOS.launch()
}

export const chainOfDbos = (length: number, size: Size) => async () => {
  const handle = await DBOS.startWorkflow(chain)(length, size)
  await handle.getResult()
}

export const fanOfDbos = (width: number) => async () => {
  const handle = await DBOS.startWorkflow(fan)(width)
  await handle.getResult()
}

export const stopDbos = () => DBOS.shutdown()
