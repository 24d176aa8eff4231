'use client'
import { useStore } from '@xyflow/react'

/** From here on words of a block cannot be read, only its name. */
export const useFar = (): boolean => useStore((state) => state.transform[2] < 0.45)

/** From here on a port is smaller than a pointer can hit: blocks are drawn without them, and many wires as one line. */
export const useVeryFar = (): boolean => useStore((state) => state.transform[2] < 0.3)
