import type { CardState } from './card-state.ts'

/** The comment that came with the answer, once there is one. */
export function commentOf({ answer }: Pick<CardState, 'answer'>): string | undefined {
  const value = answer?.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return typeof value.comment === 'string' && value.comment.trim() !== '' ? value.comment : undefined
}
