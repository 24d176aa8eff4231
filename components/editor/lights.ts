'use client'
import { createContext } from 'react'

/** How each block of a flow fares in a run, by node: the canvas is lit by it. Without one it is dark. */
export type Lights = Readonly<Record<string, 'running' | 'waiting' | 'done' | 'failed' | 'skipped'>>

export const LightsContext = createContext<Lights | null>(null)
