import { isAppError } from '../kernel/errors.ts'
import type { LinkSettings } from './contract.ts'
import { linkOf, refuseClosed } from './open-link.ts'

export type LinkPage = { agent: { name: string; icon: string }; closed: string | undefined } & Pick<
  LinkSettings,
  'access' | 'title' | 'welcome' | 'suggestions' | 'theme' | 'files'
>

/** What a guest's page is drawn with; undefined when the address leads nowhere. */
export async function linkPage(token: string): Promise<LinkPage | undefined> {
  try {
    const row = await linkOf(token)
    const { access, title, welcome, suggestions, theme, files } = row.settings
    return {
      agent: { name: row.agentName, icon: row.agentIcon },
      closed: closedFor(() => refuseClosed(row)),
      access,
      title,
      welcome,
      suggestions,
      theme,
      files,
    }
  } catch (error) {
    if (isAppError(error) && error.code === 'not-found') return undefined
    throw error
  }
}

function closedFor(look: () => void): string | undefined {
  try {
    look()
    return undefined
  } catch (error) {
    if (isAppError(error)) return error.message
    throw error
  }
}
