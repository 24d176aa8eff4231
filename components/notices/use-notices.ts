'use client'
import { useEffect } from 'react'
import { listNoticesContract, type Notice } from '../../server/notices/contract.ts'
import { useData } from '../data/use-data.ts'

const none: Notice[] = []

/** What waits for who looks; asked again now and then, since it can come at any hour. */
export function useNotices(workspace: string): readonly Notice[] {
  return useData(listNoticesContract, { workspace }, { every: 10_000 }).data?.notices ?? none
}

/** `(2) Rooms · Hearth` in the tab while something waits, whatever page gives its title. */
export function useTitleMark(count: number): void {
  useEffect(() => {
    const mark = () => {
      const wanted = `${count > 0 ? `(${count}) ` : ''}${document.title.replace(/^\(\d+\) /, '')}`
      if (document.title !== wanted) document.title = wanted
    }
    mark()
    const watch = new MutationObserver(mark)
    watch.observe(document.head, { subtree: true, childList: true, characterData: true })
    return () => watch.disconnect()
  }, [count])
}
