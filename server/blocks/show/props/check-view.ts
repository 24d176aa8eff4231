import type { z } from 'zod'
import type { JsonObject } from '../../../kernel/json.ts'

/** One part of a view, checked: what stands in it is what its schema says, and its children are parts of the same view. */
export type ViewElement = { type: string; props: JsonObject; children: string[] }
export type ViewSpec = { root: string; elements: Record<string, ViewElement> }
export type CheckedView = { spec: ViewSpec /** What was left out, a line each. */; dropped: string[] }

const mostElements = 200
const mostDepth = 12
const mostDropped = 20

/**
 * A foreign json-render spec as one that may be drawn: only known types with properties that fit, each once, none deeper than twelve,
 * two hundred at most, no expressions, no handlers. What does not fit is left out, so a spec that still arrives can be drawn as
 * far as it is there. Undefined when there is nothing to draw.
 */
export function checkView(given: unknown, catalog: Readonly<Record<string, z.ZodType>>): CheckedView | undefined {
  if (!isObject(given) || typeof given.root !== 'string' || !isObject(given.elements)) return undefined
  const { root, elements: all } = given
  const elements: Record<string, ViewElement> = Object.create(null)
  const dropped: string[] = []
  let count = 0
  const drop = (key: string, why: string) => {
    if (dropped.length < mostDropped) dropped.push(`${key.slice(0, 60)}: ${why}`)
    return false
  }

  function take(key: string, depth: number): boolean {
    if (Object.hasOwn(elements, key)) return drop(key, 'stands in it twice')
    const element = Object.hasOwn(all as object, key) ? (all as Record<string, unknown>)[key] : undefined
    if (!isObject(element) || typeof element.type !== 'string') return drop(key, 'is not there')
    const { type } = element
    const schema = Object.hasOwn(catalog, type) ? catalog[type] : undefined
    if (!schema) return drop(key, `“${type.slice(0, 60)}” is not in the catalog`)
    if (depth > mostDepth) return drop(key, 'is too deep')
    if (count >= mostElements) return drop(key, 'is one too many')
    const props = schema.safeParse(element.props ?? {})
    if (!props.success) return drop(key, `does not fit “${type}”`)
    count += 1
    const made: ViewElement = { type, props: props.data as JsonObject, children: [] }
    elements[key] = made
    const children = Array.isArray(element.children) ? element.children.slice(0, mostElements) : []
    made.children = children.filter((child): child is string => typeof child === 'string' && take(child, depth + 1))
    return true
  }

  return take(root, 1) ? { spec: { root, elements: { ...elements } }, dropped } : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
