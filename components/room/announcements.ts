import { type Conversation, type Item, itemsOf } from '../../server/conversation/index.ts'

/** What has not been looked at for so long that it came all at once is summed up. */
const most = 3
/** Items that may still end, from the end of the conversation. */
const reach = 50

/**
 * What a screen reader is told as a conversation grows: messages as they end, questions as they open, notices; each once. Nothing of what
 * stood there when the room opened or came from further up, no single words as they stream, and nothing of tools and cards that only show.
 */
export function announcements(): (conversation: Conversation) => string {
  let opened: number | undefined
  let growing: ReadonlySet<string> = new Set()
  const told = new Set<string>()
  return (conversation) => {
    const ended = itemsOf(conversation)
      .slice(-reach)
      .flatMap((item) => {
        const words = told.has(item.id) ? '' : wordsOf(item)
        return words === '' ? [] : { item, words }
      })
    for (const { item } of ended) told.add(item.id)
    if (opened === undefined) {
      opened = conversation.seq
      growing = new Set(Object.keys(conversation.open))
      return ''
    }
    const since = opened
    const fresh = ended.flatMap(({ item, words }) => (item.seq > since || growing.has(item.id) ? words : []))
    return fresh.length > most ? `${fresh.length} new messages. The last: ${fresh.at(-1)}` : fresh.join('\n')
  }
}

function wordsOf(item: Item): string {
  switch (item.kind) {
    case 'message':
      return item.role === 'assistant' && !item.streaming && item.text.trim() !== '' ? `${item.speaker}: ${plain(item.text)}` : ''
    case 'card':
      return item.status === 'open' ? `${item.speaker} waits for your answer: ${item.question?.title ?? item.component}` : ''
    case 'notice':
      return item.text
    case 'thought':
    case 'toolCall':
      return ''
  }
}

/** Without the marks of Markdown, which would be read out. */
const plain = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>|~]+/g, '')
    .trim()
