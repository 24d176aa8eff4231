/** One server-sent event (HTML Living Standard §9.2.6). */
export type SseEvent = { event: string; data: string; id: string | undefined }

/**
 * Reads a stream of server-sent events piece by piece, wherever the pieces are cut. Comments count as signs of life
 * and give nothing.
 */
export function sseReader(): (text: string) => SseEvent[] {
  let rest = ''
  let fields: { event: string; data: string[]; id: string | undefined } = { event: 'message', data: [], id: undefined }
  return (text) => {
    const events: SseEvent[] = []
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        if (fields.data.length > 0) events.push({ event: fields.event, data: fields.data.join('\n'), id: fields.id })
        fields = { event: 'message', data: [], id: undefined }
        continue
      }
      const colon = line.indexOf(':')
      const name = colon === -1 ? line : line.slice(0, colon)
      const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
      if (name === 'data') fields.data.push(value)
      else if (name === 'event') fields.event = value
      else if (name === 'id') fields.id = value
    }
    return events
  }
}
