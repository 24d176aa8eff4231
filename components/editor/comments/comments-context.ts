'use client'
import { createContext } from 'react'

/** Open talks by block, and the way to them. None where a flow is only shown. */
export type Talks = { open: ReadonlyMap<string, number>; show: (node: string) => void }

export const CommentsContext = createContext<Talks | null>(null)
