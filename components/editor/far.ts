'use client'
import { useStore } from '@xyflow/react'
import { createContext, useContext } from 'react'

/** From how far one looks. far: the words of a block cannot be read, only its name. very-far: a port is smaller than a pointer can hit. */
export type Distance = 'near' | 'far' | 'very-far'

export const useDistance = (): Distance => useStore(({ transform: [, , zoom] }) => (zoom < 0.3 ? 'very-far' : zoom < 0.45 ? 'far' : 'near'))

/** Asked once for all blocks: five hundred would ask with every step of the hand. */
export const DistanceContext = createContext<Distance>('near')
export const useGivenDistance = (): Distance => useContext(DistanceContext)
