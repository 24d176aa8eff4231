import { closeDurable } from '../durable/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, flowOf, somebody, startWorkerProcess } from '../runs/runs.test-kit.ts'
import type { Policy } from './contract.ts'
import { createRoom, postMessage, updateRoom } from './index.ts'

/** A database, a worker whose model is this one, and somebody with an agent that asks it and may use these tools. */
export async function modelRooms<Model extends { url: string; close(): Promise<void> }>(open: () => Promise<Model>, tools: object[]) {
  const database = await testDatabase()
  const model = await open()
  const settings = { HEARTH_MODEL_URL: model.url, HEARTH_MODEL: 'm', HEARTH_ALLOW_PRIVATE_ADDRESSES: '1', HEARTH_LEASE_TTL_MS: '3000' }
  let worker = await startWorkerProcess(undefined, settings)
  const ada: Principal = await somebody()
  const loop = { block: 'agent.loop', inputs: { tools } }
  const agent = await agentWith(ada, flowOf({ nodes: { start: { block: 'chat.message' }, loop }, wires: ['start.text > loop.message'] }))
  const post = async (room: string, text: string): Promise<string> => (await postMessage(ada, { room, id: newId(), text })).runId ?? ''
  return {
    model,
    ada,
    post,
    /** A new room in which this was said; its run is begun. */
    async asked(text: string, policy?: Policy): Promise<{ room: string; run: string }> {
      const { id: room } = await createRoom(ada, { agent, title: 'Test' })
      if (policy) await updateRoom(ada, { room, policy })
      return { room, run: await post(room, text) }
    },
    killWorker: () => worker.stop('SIGKILL'),
    async startWorker(): Promise<void> {
      worker = await startWorkerProcess(undefined, settings)
    },
    async close(): Promise<void> {
      await worker.stop()
      await model.close()
      await closeDurable()
      await database.drop()
    },
  }
}
