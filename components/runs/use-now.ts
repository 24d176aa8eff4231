'use client'
import { useEffect, useState } from 'react'

/** The time, kept current four times a second while something is going on. */
export function useNow(going: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!going) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [going])
  return now
}
