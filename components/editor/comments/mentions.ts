export type Member = { personId: string; name: string }

/** What is being typed after an @ before the caret; undefined when nobody is being named. */
export function namingAt(text: string, caret: number): { from: number; typed: string } | undefined {
  const found = /(?:^|\s)@([\p{L}\p{N}.' -]{0,30})$/u.exec(text.slice(0, caret))
  if (!found) return undefined
  const typed = found[1] ?? ''
  return { from: caret - typed.length - 1, typed }
}

/** Those whose name fits what was typed, as it stands at the beginning of any of its words. */
export function fitting(members: readonly Member[], typed: string): Member[] {
  const wanted = typed.trim().toLowerCase()
  // a name that stands there whole is done
  if (typed.endsWith(' ') && members.some(({ name }) => name.toLowerCase() === wanted)) return []
  return members.filter(({ name }) => wanted === '' || name.toLowerCase().startsWith(wanted) || name.toLowerCase().includes(` ${wanted}`)).slice(0, 6)
}

/** Who is named in a text: longer names first, so that Ann is not found in Anna. */
export function namedIn(text: string, members: readonly Member[]): string[] {
  let rest = text
  const named: string[] = []
  for (const { personId, name } of [...members].sort((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(`@${name}`)) continue
    named.push(personId)
    rest = rest.replaceAll(`@${name}`, '')
  }
  return named
}

/** A text in parts, those that name somebody marked. */
export function partsOf(text: string, names: readonly string[]): { text: string; named: boolean }[] {
  const wanted = [...names].sort((a, b) => b.length - a.length).map((name) => `@${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
  if (wanted.length === 0) return [{ text, named: false }]
  return text
    .split(new RegExp(`(${wanted.join('|')})`))
    .filter((part) => part !== '')
    .map((part) => ({ text: part, named: names.some((name) => part === `@${name}`) }))
}
