import { enforceEvents, HttpAgent, runHttpRequest, transformHttpEventStream, verifyEvents } from '@ag-ui/client'
import {
  HttpAgent as LegacyAgent,
  runHttpRequest as legacyRequest,
  transformHttpEventStream as legacyStream,
  verifyEvents as legacyVerify,
} from 'ag-ui-client-legacy'
import type { OutEvent } from './project-run.ts'

/** The official clients of both dialects, unchanged. */
export const clients = [
  ['1.0.0', HttpAgent],
  ['0.0.59', LegacyAgent],
] as const
export type Client = (typeof clients)[number][1]

const answering = (events: readonly OutEvent[]) => {
  const body = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
  return async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

/** The whole of a client over these events: its transport, its verifier, its reducer. Rejects when they break the protocol. */
export async function throughClient(Client: Client, events: readonly OutEvent[]) {
  const agent = new Client({ url: 'http://test.example', fetch: answering(events), threadId: 't' })
  await agent.runAgent({ runId: 'r' })
  return agent
}

/** Their transports and verifiers alone, without the reducers, which copy the whole conversation at each event. */
export async function throughVerifiers(events: readonly OutEvent[]): Promise<void> {
  const modern = verifyEvents()(enforceEvents()(transformHttpEventStream(runHttpRequest(answering(events)))))
  const legacy = legacyVerify()(legacyStream(legacyRequest(answering(events))))
  for (const verified of [modern, legacy]) await new Promise<void>((complete, error) => void verified.subscribe({ complete: () => complete(), error }))
}

export const isTerminal = ({ type }: OutEvent): boolean => type === 'RUN_FINISHED' || type === 'RUN_ERROR'
