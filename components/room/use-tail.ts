'use client'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

const near = 96

export type Tail = {
  scroller: RefObject<HTMLDivElement | null>
  content: RefObject<HTMLDivElement | null>
  /** The reader stands at the end, and stays there as it grows. */
  atEnd: boolean
  toEnd: (behaviour?: ScrollBehavior) => void
  /** The reader is led elsewhere: what grows does not pull them back to the end. */
  letGo: () => void
}

/** Keeps the end in view while the reader is at the end, and leaves the reader alone who has scrolled up. */
export function useTail(ready: boolean): Tail {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const stick = useRef(true)
  const [atEnd, setAtEnd] = useState(true)

  const toEnd = useCallback((behaviour: ScrollBehavior = 'instant') => {
    stick.current = true
    setAtEnd(true)
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: behaviour })
  }, [])

  const letGo = useCallback(() => {
    stick.current = false
  }, [])

  useLayoutEffect(() => {
    if (ready) toEnd()
  }, [ready, toEnd])

  useEffect(() => {
    const box = scroller.current
    const inner = content.current
    if (!ready || !box || !inner) return
    const look = () => {
      const left = box.scrollHeight - box.scrollTop - box.clientHeight
      stick.current = left < near
      setAtEnd(left < near)
    }
    const observer = new ResizeObserver(() => {
      if (stick.current) box.scrollTop = box.scrollHeight
      else look()
    })
    observer.observe(inner)
    observer.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [ready])

  return { scroller, content, atEnd, toEnd, letGo }
}
