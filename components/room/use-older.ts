'use client'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

export type Older = { mark: RefObject<HTMLDivElement | null>; failed: boolean; again: () => void }

/**
 * Brings what was said before when the reader comes near the beginning of what is here, and keeps what they read where it is.
 * `from` is how far it reaches back; 0: to the beginning.
 */
export function useOlder(scroller: RefObject<HTMLDivElement | null>, from: number, loaded: boolean, bring: () => Promise<void>): Older {
  const mark = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  /** How far the reader stood from the end, and what was here, before more came above. */
  const left = useRef<{ from: number; space: number }>(undefined)
  const again = useCallback(() => {
    const box = scroller.current
    left.current = box ? { from, space: box.scrollHeight - box.scrollTop } : undefined
    bring().then(
      () => setFailed(false),
      () => setFailed(true),
    )
  }, [bring, from, scroller])

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box || left.current === undefined || left.current.from === from) return
    box.scrollTop = box.scrollHeight - left.current.space
    left.current = undefined
  }, [from, scroller])

  useEffect(() => {
    const target = mark.current
    if (!target || !loaded || from === 0 || failed) return
    const watch = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && again(), {
      root: scroller.current,
      rootMargin: '800px 0px 0px',
    })
    watch.observe(target)
    return () => watch.disconnect()
  }, [scroller, from, loaded, failed, again])
  return { mark, failed, again }
}
