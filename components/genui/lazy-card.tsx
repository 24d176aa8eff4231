'use client'
import { lazy, Suspense } from 'react'
import { CardSkeleton } from './card-skeleton.tsx'
import type { DomainCardProps } from './domain-card.tsx'

const Drawn = lazy(() => import('./domain-card.tsx').then((part) => ({ default: part.DomainCard })))

/** A card where most people come for words: what draws cards is fetched with the first one that is shown. */
export function LazyCard(props: DomainCardProps) {
  return (
    <Suspense fallback={<CardSkeleton component={props.component} />}>
      <Drawn {...props} />
    </Suspense>
  )
}
