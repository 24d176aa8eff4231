/** Gives each item a key of its own by its name; a name that comes again is numbered. For lists that only ever come whole. */
export function keyed<T>(items: readonly T[], nameOf: (item: T) => string): { key: string; item: T }[] {
  const seen = new Map<string, number>()
  return items.map((item) => {
    const name = nameOf(item)
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return { key: times === 1 ? name : `${name} ${times}`, item }
  })
}
