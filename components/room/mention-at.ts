export type Mentioning = {
  /** Where the @ stands. */
  from: number
  /** What follows it so far. */
  typed: string
}

/** The name that is being typed where the caret stands, if one is. */
export function mentionAt(text: string, caret: number): Mentioning | undefined {
  const before = text.slice(0, caret)
  const found = /(?<![\p{L}\p{N}@._-])@([^\n@]{0,40})$/u.exec(before)
  return found ? { from: found.index, typed: found[1] ?? '' } : undefined
}

/** Names that begin so, or have a word that does; nothing once a whole name and more stands there. */
export function matching<T extends { name: string }>(known: readonly T[], typed: string): T[] {
  const wanted = typed.toLowerCase()
  return known.filter(({ name }) => {
    const whole = name.toLowerCase()
    return whole.startsWith(wanted) || whole.split(/\s+/).some((word) => wanted !== '' && word.startsWith(wanted))
  })
}

/** The text with the name in it, and where the caret comes to stand. */
export function withMention(text: string, { from }: Mentioning, caret: number, name: string): { text: string; caret: number } {
  const rest = text.slice(caret)
  const said = `@${name}${rest.startsWith(' ') ? '' : ' '}`
  return { text: text.slice(0, from) + said + rest, caret: from + said.length + (rest.startsWith(' ') ? 1 : 0) }
}
