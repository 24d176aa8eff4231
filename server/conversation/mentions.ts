/** Everybody in the room. Heard by people; agents are named one by one, so that one message never starts them all. */
export const everyone = 'everyone'

/** Who is named with an @ in a text, in the order of naming, each once. Names may have spaces; the longest that fits is meant. Code is no naming. */
export function mentionsIn<T extends { name: string }>(text: string, known: readonly T[]): T[] {
  const prose = text.replace(/```[\s\S]*?(?:```|$)|`[^`\n]*`/g, (code) => ' '.repeat(code.length))
  const longest = [...known].filter(({ name }) => name.trim() !== '').sort((a, b) => b.name.length - a.name.length)
  const named = new Set<T>()
  for (const { index } of prose.matchAll(/(?<![\p{L}\p{N}@._-])@/gu)) {
    const after = prose.slice(index + 1).toLowerCase()
    const hit = longest.find(({ name }) => after.startsWith(name.trim().toLowerCase()) && !/^[\p{L}\p{N}]/u.test(after.slice(name.trim().length)))
    if (hit) named.add(hit)
  }
  return [...named]
}
