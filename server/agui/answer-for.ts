import { answerAsGuest, answerWait } from '../runs/index.ts'
import type { Caller } from './caller.ts'

type Answered = Awaited<ReturnType<typeof answerWait>>

/** Answers a question as who asks: each by the rules of their kind. */
export const answerFor = (who: Caller, input: Parameters<typeof answerWait>[1]): Promise<Answered> =>
  who.kind === 'guest' ? answerAsGuest(who, input) : answerWait(who, input)
