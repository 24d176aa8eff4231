/** The words of a search, as they stand in texts: letters and digits. */
export function wordsIn(search: string): string[] {
  return [...new Set(search.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, 12)
}

const before = 60
const longest = 220

/** The part of a text around the first of these words, on one line. */
export function around(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const low = line.toLowerCase()
  const hits = words.flatMap((word) => {
    const at = low.search(new RegExp(`(?<![\\p{L}\\p{N}])${word}`, 'u'))
    return at < 0 ? [] : [at]
  })
  const first = Math.min(...hits, line.length)
  if (first <= before || hits.length === 0) return cut(line, 0)
  const from = line.lastIndexOf(' ', first - before) + 1
  return `…${cut(line.slice(from), 0)}`
}

function cut(line: string, from: number): string {
  if (line.length - from <= longest) return line.slice(from)
  return `${line
    .slice(from, from + longest - 1)
    .replace(/\s+\S*$/, '')
    .toWellFormed()}…`
}
