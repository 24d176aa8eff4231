import { DBOS } from '@dbos-inc/dbos-sdk'
import { answer } from './blocks.ts'

/** DBOS as its documentation shows it: a workflow of plain steps, started in process, no queue. */
const workflow = DBOS.registerWorkflow(
  async (length: number) => {
    for (let i = 0; i < length; i++) await DBOS.runStep(async () => answer, { name: 'step' })
  },
  { name: 'bench-chain' },
)

export async function launchDbos(url: string): Promise<void> {
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: url,
    systemDatabasePoolSize: 20,
    logLevel: 'error',
    executorID: `bench-${process.pid}`,
    applicationVersion: 'bench',
  })
  await DBOS.launch()
}

export const chainOfDbos = (length: number) => async () => {
  const handle = await DBOS.startWorkflow(workflow)(length)
  await handle.getResult()
}

export const stopDbos = () => DBOS.shutdown()
