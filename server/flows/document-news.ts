import * as Y from 'yjs'
import { toText } from '../document/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { documentAfter } from './document-store.ts'

/** What was done to a document after change `after`, as one update (base64); undefined when there is no document. For who was let in already. */
export async function documentNews(
  { workspaceId, agent }: { workspaceId: string; agent: string },
  after: number,
): Promise<{ update: string | null; newest: number; draftVersion: number; root: number | null } | undefined> {
  const news = await inWorkspace(workspaceId, (tx) => documentAfter(tx, workspaceId, agent, after))
  return (
    news && { update: news.parts.length > 0 ? toText(Y.mergeUpdates(news.parts)) : null, newest: news.newest, draftVersion: news.draftVersion, root: news.root }
  )
}
