'use client'
import { createContext, use } from 'react'
import type { CardState } from './card-state.ts'

/** The state of the card being drawn. json-render hands a component its typed properties only; this comes from the room. */
export const CardContext = createContext<CardState>({ phase: 'shown' })

export const useCardState = (): CardState => use(CardContext)
