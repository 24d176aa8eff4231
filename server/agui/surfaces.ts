import { type A2uiVersion, operationsOf, removalOf } from '../blocks/show/props/a2ui.ts'
import type { ViewSpec } from '../blocks/show/props/check-view.ts'
import { viewOf } from '../blocks/show/props/view-of.ts'
import type { JsonObject } from '../kernel/json.ts'

/** The A2UI that a client draws. `cards`: also cards that stand alone, which have no words in A2UI's basic catalog. */
export type Wanted = { version: A2uiVersion; catalogId?: string; cards: boolean }
type Activity = { messageId: string; activityType: 'a2ui-surface'; content: JsonObject }

/** How CopilotKit tells that its page draws A2UI; it names its catalogs there. */
const copilotKitSays = 'A2UI catalog capabilities'

/** Told by CopilotKit itself, and for us alone: no agent is told of it. */
export const isOfCopilotKit = ({ description }: { description: string }): boolean => description.startsWith(copilotKitSays)

/** What a client says of itself: `forwardedProps.a2ui`, which is a version or more in an object, or CopilotKit's context. Null: nothing. */
export function surfacesWanted(forwarded: unknown, context: readonly { description: string }[]): Wanted | null {
  const asked = isObject(forwarded) ? forwarded.a2ui : undefined
  if (asked === undefined || asked === false) return context.some(isOfCopilotKit) ? { version: 'v0.9', cards: false } : null
  const { version = asked, catalogId, cards = false } = isObject(asked) ? asked : {}
  return {
    version: version === 'v0.8' ? 'v0.8' : 'v0.9',
    cards: cards === true,
    ...(typeof catalogId === 'string' ? { catalogId: catalogId.slice(0, 500) } : {}),
  }
}

/** A card of ours as the activity that A2UI clients draw; undefined for what is not for them. Its surface has the card's id. */
export function surfaceOf(id: string, component: string, props: JsonObject, wanted: Wanted | null | undefined): Activity | undefined {
  if (!wanted) return undefined
  const spec = component === 'View' ? viewOf(props.spec)?.spec : wanted.cards ? alone(component, props) : undefined
  return spec && activity(id, operationsOf(id, spec, wanted.version, wanted.catalogId))
}

/** The surface of a card that was shown anew, and so is no more. */
export const noSurface = (id: string, wanted: Wanted): Activity => activity(id, [removalOf(id, wanted.version)])

const activity = (id: string, operations: JsonObject[]): Activity => ({
  messageId: `a2ui-surface-${id}`,
  activityType: 'a2ui-surface',
  content: { a2ui_operations: operations },
})

const alone = (type: string, props: JsonObject): ViewSpec => ({ root: 'root', elements: { root: { type, props, children: [] } } })
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
