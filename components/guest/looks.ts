import type { LinkSettings } from '../../server/links/contract.ts'

/** What a guest's page is drawn with. */
export type Looks = { agent: { name: string; icon: string } /** Why nobody is let in now. */; closed: string | undefined } & Pick<
  LinkSettings,
  'access' | 'title' | 'welcome' | 'suggestions' | 'theme' | 'files'
>
