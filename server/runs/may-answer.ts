import { reaches } from '../access/index.ts'
import type { Answerers, Question } from '../engine/hands.ts'
import { neededFor } from '../engine/question.ts'
import { AppError } from '../kernel/errors.ts'
import { type Principal, type Role, roleSchema } from '../kernel/principal.ts'
import type { Vote } from './contract.ts'

type Answering = Pick<Principal, 'personId' | 'email' | 'role'>
export type Asked = { question: Question; startedBy: string; answers: readonly Vote[] }

/** Why this person may not answer this question at this moment; undefined when they may. Viewers are refused before. */
export function whyNotAnswer(who: Answering, { question, startedBy, answers }: Asked, at: string): AppError | undefined {
  const { notStarter, who: named, escalate } = question
  if (answers.some(({ by }) => by.id === who.personId))
    return new AppError('already-answered', `You said yes already; ${moreNeeded(question, answers)}. It has to come from somebody else.`)
  if (notStarter && startedBy === who.personId) return new AppError('not-allowed', 'You started what asks this, so somebody else has to answer it.')
  const brought = escalate && escalate.at <= at ? escalate.who : undefined
  if (!named || isAmong(who, named) || (brought && isAmong(who, brought))) return undefined
  return new AppError('not-allowed', `This is for ${wordsOf(named)} to answer.`)
}

/** Whom a question is for at this moment: they are reminded of it. */
export const isFor = (who: Answering, asked: Asked, at: string): boolean => reaches(who.role, 'operator') && whyNotAnswer(who, asked, at) === undefined

/** `one more is needed`. */
export function moreNeeded(question: Question, answers: readonly Vote[]): string {
  const left = Math.max(1, neededFor(question) - answers.length)
  return left === 1 ? 'one more is needed' : `${left} more are needed`
}

/** Nobody named means everybody. A role may also do what the roles below it may. */
function isAmong({ personId, email, role }: Answering, { roles = [], people = [] }: Answerers): boolean {
  if (roles.length + people.length === 0) return true
  return (
    roles.some((lowest) => isRole(lowest) && reaches(role, lowest)) ||
    people.some((person) => person === personId || person.toLowerCase() === email.toLowerCase())
  )
}

const isRole = (text: string): text is Role => roleSchema.safeParse(text).success

function wordsOf({ roles = [], people = [] }: Answerers): string {
  const named = people.length > 0 ? ['the people it names'] : []
  return [...roles.map((role) => `${role}s`), ...named].join(', ').replace(/, ([^,]*)$/, ' or $1')
}
