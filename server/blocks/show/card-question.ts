import type { z } from 'zod'
import type { Question, QuestionKind } from '../../engine/hands.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { draw } from './draw.ts'
import { cardText } from './props/card-text.ts'
import type { ComponentName, componentProps } from './props/index.ts'

type Asked<C extends ComponentName> = {
  component: C
  kind: QuestionKind
  title: string
  props: z.input<(typeof componentProps)[C]>
  /** What an answer may hold: what was chosen, never an amount or a name that is known here. */
  answer: JsonObject
}

/** A question drawn by a card; its message is the card in plain words, for whoever cannot draw it. */
export function cardQuestion<C extends ComponentName>({ component, kind, title, props, answer }: Asked<C>): Question {
  const card = draw(component, props)
  return { kind, title, message: cardText(component, card.props as never), ...card, responseSchema: answer }
}

/** An object of just these properties: what is not named is refused. */
export function onlyThese(properties: JsonObject): JsonObject {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}
