'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import {
  type AgentView,
  getAgentContract,
  getPointersContract,
  listAgentsContract,
  listRevisionsContract,
  publishFlowContract,
  updateAgentContract,
} from '../../server/flows/contract.ts'
import { isAppError, toErrorData } from '../../server/kernel/errors.ts'
import type { JsonObject } from '../../server/kernel/json.ts'
import { startRunContract } from '../../server/runs/contract.ts'
import { api } from '../api.ts'
import { useAction } from '../data/use-data.ts'
import { useAgentThread } from '../room/use-agent-thread.ts'
import { toast } from '../ui/index.ts'
import type { PublishWords } from './publish-dialog.tsx'
import type { FlowSync } from './state/flow-sync.ts'

type Given = { workspace: string; agent: AgentView; sync: FlowSync }

/** What one does with an agent as a whole: rename it, publish it, talk to it or run it. */
export function useAgentCommands({ workspace, agent, sync }: Given) {
  const client = useQueryClient()
  const router = useRouter()
  const [publishing, setPublishing] = useState(false)
  const [publishError, setPublishError] = useState<string | null>(null)
  const update = useAction(updateAgentContract, { refresh: [listAgentsContract, getAgentContract] })
  const thread = useAgentThread()
  const run = useAction(startRunContract, { onDone: (started) => router.push(`/${workspace}/runs/${started.id}`) })

  async function publish(words: PublishWords, done: () => void) {
    setPublishing(true)
    setPublishError(null)
    try {
      // What is published is what is stored, so everything on screen is stored first.
      if (!(await sync.flush())) {
        setPublishError('The draft could not be saved, so nothing was published. See beside the name what is in the way.')
        return
      }
      const view = await api(publishFlowContract, { workspace, agent: agent.id, draftVersion: sync.status().version, ...words })
      client.setQueryData([getAgentContract.id, { workspace, agent: agent.id }], view)
      void sync.refresh()
      void client.invalidateQueries({ queryKey: [listAgentsContract.id] })
      void client.invalidateQueries({ queryKey: [listRevisionsContract.id] })
      void client.invalidateQueries({ queryKey: [getPointersContract.id] })
      toast.success(words.environment === 'production' ? `Revision ${view.publishedNumber} is live` : `It is in ${words.environment}`)
      done()
    } catch (error) {
      setPublishError(await whatNow(error))
    } finally {
      setPublishing(false)
    }
  }

  /** Of two who publish, the second one gets the first one's work onto the canvas, and may publish that. */
  async function whatNow(error: unknown): Promise<string> {
    if (!isAppError(error) || error.code !== 'conflict') return toErrorData(error).message
    await sync.refresh()
    return 'This agent was changed by somebody else in the meantime. Their changes are on your canvas now: look at them, then publish again.'
  }

  /** Is there anything to publish? Asked afresh, with all that is on screen: what is known of it comes some moments behind the hand. */
  async function hasNews(): Promise<boolean> {
    try {
      await sync.flush()
      const view = await api(getAgentContract, { workspace, agent: agent.id })
      client.setQueryData([getAgentContract.id, { workspace, agent: agent.id }], view)
      return view.publishedNumber === null || view.changed
    } catch {
      return true // publishing says what is in the way
    }
  }

  return {
    hasNews,
    publishing,
    publishError,
    publish: (words: PublishWords, done: () => void) => void publish(words, done),
    rename: (name: string) => update.mutate({ workspace, agent: agent.id, name }),
    starting: thread.beginning !== null || run.isPending,
    talk: () => thread.begin(agent.id),
    run: (input: JsonObject) => run.mutate({ workspace, agent: agent.id, input }),
  }
}
