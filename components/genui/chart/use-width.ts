import { type RefObject, useEffect, useRef, useState } from 'react'

/** The width of an element in CSS pixels, followed as it changes; `undefined` until it is on the page. */
export function useWidth<E extends HTMLElement>(): [RefObject<E | null>, number | undefined] {
  const ref = useRef<E>(null)
  const [width, setWidth] = useState<number>()
  useEffect(() => {
    if (!ref.current) return
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
