import { createContext, use } from 'react'
import type { Values } from '../form/typed-values.ts'

/** What the parts of a view share: whether it can be filled, and the way to answer it. */
export type ViewHands = {
  open: boolean
  stuck: boolean
  /** The action that was pressed, once it was. */
  pressed: string | undefined
  /** What was answered with it, to be read. */
  said: Values | undefined
  wrong: Readonly<Record<string, string>>
  press: (action: string) => void
}

export const ViewContext = createContext<ViewHands>({ open: false, stuck: true, pressed: undefined, said: undefined, wrong: {}, press: () => undefined })
export const useView = (): ViewHands => use(ViewContext)
