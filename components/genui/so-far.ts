import type { Json, JsonObject } from '../../server/kernel/json.ts'
import { type CardSpec, cardSpec } from './card-spec.ts'
import { partialJsons } from './partial-json.ts'

/** A card as far as its properties are there: rows come as they are whole. Undefined while there is nothing to show of it. */
export function specSoFar(component: string, args: string): Extract<CardSpec, { ok: true }> | undefined {
  for (const props of partialJsons(args)) {
    if (!isObject(props) || !hasSomething(props)) continue
    const made = cardSpec(component, component === 'Chart' ? seriesOf(props) : props)
    if (made.ok) return made
  }
  return undefined
}

/** What has begun and holds nothing yet would be drawn as empty, which it is not. */
const hasSomething = (props: JsonObject): boolean =>
  Object.values(props).every((value) => !(Array.isArray(value) && value.length === 0)) && Object.keys(props).length > 0

/** A model names the points of a single series by themselves. */
const seriesOf = ({ points, ...props }: JsonObject): JsonObject =>
  points === undefined ? props : { ...props, series: [{ name: props.name || props.title || 'Values', points }] }

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
