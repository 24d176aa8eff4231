'use client'
import { createContext } from 'react'

export type Mark = 'added' | 'removed' | 'changed'

/** What became of blocks and wires between two flows: by node, and by the wire's name. */
export type Marks = { nodes: Readonly<Record<string, Mark>>; wires: Readonly<Record<string, Mark>> }

export const MarksContext = createContext<Marks | null>(null)
