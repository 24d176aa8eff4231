export type Plain = { [name: string]: unknown }

export const isObject = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)

export function at(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const step of path) found = typeof found === 'object' && found !== null && Object.hasOwn(found, step) ? (found as Plain)[step] : undefined
  return found
}

/** What a reference within the document stands for; undefined when it leads out of it or to nothing. */
export function target(root: Plain, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined
  return at(
    root,
    reference
      .slice(2)
      .split('/')
      .map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~')),
  )
}

/** Follows references of references, as far as they go. */
export function resolved(root: Plain, value: unknown): unknown {
  let found = value
  for (let steps = 0; isObject(found) && typeof found.$ref === 'string' && steps < 20; steps++) found = target(root, found.$ref)
  return found
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
