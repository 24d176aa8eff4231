/** A stretch of a text that is only in the older one, only in the newer one, or in both. */
export type TextPart = { kind: 'same' | 'added' | 'removed'; text: string }

/** Beyond this many comparisons a text is shown as replaced: nobody reads so many small changes. */
const most = 400_000

/** What became of a text, word by word; joined, the parts give both texts back. */
export function diffText(before: string, after: string): TextPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return joined([part('same', a.slice(0, start)), ...middle, part('same', a.slice(a.length - end))])
}

const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []
const part = (kind: TextPart['kind'], words: readonly string[]): TextPart => ({ kind, text: words.join('') })

/** By the longest common subsequence. */
function between(a: readonly string[], b: readonly string[]): TextPart[] {
  if (a.length * b.length > most) return [part('removed', a), part('added', b)]
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const parts: TextPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push(part('same', [a[i] ?? '']))
      i++
      j++
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) parts.push(part('removed', [a[i++] ?? '']))
    else parts.push(part('added', [b[j++] ?? '']))
  }
  return parts

  function at(row: number, column: number): number {
    return lengths[row * width + column] ?? 0
  }
}

function joined(parts: readonly TextPart[]): TextPart[] {
  const found: TextPart[] = []
  for (const one of parts) {
    const last = found.at(-1)
    if (last?.kind === one.kind) last.text += one.text
    else if (one.text !== '') found.push({ ...one })
  }
  return found
}
