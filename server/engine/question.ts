import type { Question, QuestionKind } from './hands.ts'

const verdicts: Record<QuestionKind, boolean> = { approval: true, edit: true, 'two-person': true, form: false, choice: false, question: false, tool: false }

/** Answered with a yes or a no, not with values alone. */
export const asksVerdict = (kind: QuestionKind): boolean => verdicts[kind]

/** How many different people must say yes. */
export const neededFor = ({ needed, kind }: Pick<Question, 'needed' | 'kind'>): number => needed ?? (kind === 'two-person' ? 2 : 1)
