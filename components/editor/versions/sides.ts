import type { Flow } from '../../../server/engine/flow.ts'
import { getRevisionContract, type RevisionView } from '../../../server/flows/contract.ts'
import { useData } from '../../data/use-data.ts'

/** What is compared: the draft on screen, or a revision by its number. */
export type Side = 'draft' | number

export function sideWords(side: Side, revisions: readonly RevisionView[] = []): string {
  if (side === 'draft') return 'Draft'
  const name = revisions.find(({ number }) => number === side)?.name
  return name ? `Revision ${side}, ${name}` : `Revision ${side}`
}

export type Looked = { flow: Flow | undefined; calls: Readonly<Record<string, string>> | undefined; error: Error | null }

/** The flow of one side; a revision never changes, so it is asked for once. */
export function useSide({ workspace, agent, draft }: { workspace: string; agent: string; draft: Flow }, side: Side): Looked {
  const number = side === 'draft' ? 1 : side
  const revision = useData(getRevisionContract, { workspace, agent, number }, { enabled: side !== 'draft' })
  if (side === 'draft') return { flow: draft, calls: undefined, error: null }
  return { flow: revision.data?.flow, calls: revision.data?.calls, error: revision.error }
}
