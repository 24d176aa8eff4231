/** JSON with its keys in order: equal data, equal text. Undefined counts as absent. */
export function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).filter(([, held]) => held !== undefined)
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, held]) => `${JSON.stringify(key)}:${stableText(held)}`)
    .join()}}`
}

export const sameData = (a: unknown, b: unknown): boolean => Object.is(a, b) || stableText(a) === stableText(b)
