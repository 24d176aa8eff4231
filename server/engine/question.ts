import type { Question, QuestionKind } from './hands.ts'

const verdicts: Record<QuestionKind, boolean> = { approval: true, edit: true, 'two-person': true, form: false, choice: false, question: false, tool: false }

/** Answered with a yes or a no, not with values alone. */
export const asksVerdict = (kind: QuestionKind): boolean => verdicts[kind]

/**
 * May a guest answer it, who is nobody of this workspace? What asks for a yes or a no, or names who may answer, or wants somebody
 * else than who began, is for the workspace's people; the rest is for whoever the agent talks to.
 */
export function isForGuests({ kind, who, notStarter }: Pick<Question, 'kind' | 'who' | 'notStarter'>): boolean {
  return !asksVerdict(kind) && !notStarter && (who?.roles ?? []).length + (who?.people ?? []).length === 0
}

/** How many different people must say yes. */
export const neededFor = ({ needed, kind }: Pick<Question, 'needed' | 'kind'>): number => needed ?? (kind === 'two-person' ? 2 : 1)
