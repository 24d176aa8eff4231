/** Shorter texts are parsed as one: it costs less than a frame. */
const long = 1500

/**
 * Cuts a growing Markdown text at blank lines before a plain paragraph, outside fenced code, so that what is finished
 * need not be parsed again. Joined, the pieces are the text.
 */
export function textBlocks(text: string): string[] {
  if (text.length < long) return [text]
  const blocks: string[] = []
  let block = ''
  let fence = ''
  let blank = false
  for (const line of text.split(/(?<=\n)/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3) ?? ''
    if (fence === '' && blank && /^[\p{L}\p{N}#"“(*_[]/u.test(line) && !/^(\d+[.)]|[*+-]) /.test(line)) {
      blocks.push(block)
      block = ''
    }
    if (mark && (fence === '' || fence === mark)) fence = fence === '' ? mark : ''
    blank = line.trim() === ''
    block += line
  }
  return [...blocks, block]
}
