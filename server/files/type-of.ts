/** How much is looked at to tell text from the rest. */
const looked = 65_536

/** First bytes (latin1) of the kinds that are taken. `at`: where they stand. */
const marks: readonly { type: string; at?: number; bytes: string }[] = [
  { type: 'image/png', bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', bytes: '\xff\xd8\xff' },
  { type: 'image/gif', bytes: 'GIF87a' },
  { type: 'image/gif', bytes: 'GIF89a' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
  { type: 'audio/wav', at: 8, bytes: 'WAVE' },
  { type: 'image/avif', at: 4, bytes: 'ftypavif' },
  { type: 'image/heic', at: 4, bytes: 'ftypheic' },
  { type: 'audio/mp4', at: 4, bytes: 'ftypM4A' },
  { type: 'video/mp4', at: 4, bytes: 'ftyp' },
  { type: 'video/webm', bytes: '\x1a\x45\xdf\xa3' },
  { type: 'audio/mpeg', bytes: 'ID3' },
  { type: 'audio/mpeg', bytes: '\xff\xfb' },
  { type: 'audio/ogg', bytes: 'OggS' },
  { type: 'application/pdf', bytes: '%PDF-' },
  { type: 'application/zip', bytes: 'PK\x03\x04' },
  { type: 'application/zip', bytes: 'PK\x05\x06' },
  { type: 'application/gzip', bytes: '\x1f\x8b' },
]

/** Office documents are ZIP archives; what lies in them tells which. */
const offices: readonly { part: string; type: string }[] = [
  { part: 'word/', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  { part: 'xl/', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  { part: 'ppt/', type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation' },
]

/**
 * What a file is, by its bytes alone: a name or a header that says otherwise changes nothing. Whatever is text, HTML and SVG
 * included, is plain text and is never run or drawn. Undefined for what is not taken, such as programs.
 */
export function typeOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, looked))
  const start = head.subarray(0, 32).toString('latin1')
  const found = marks.find(({ at = 0, bytes: mark }) => start.startsWith(mark, at))
  if (found?.type === 'application/zip') {
    const inside = head.toString('latin1')
    return offices.find(({ part }) => inside.includes(part))?.type ?? found.type
  }
  if (found) return found.type
  return isText(head, bytes.byteLength > looked) ? 'text/plain' : undefined
}

/** UTF-8 without control characters but tab, line ends and form feed. */
function isText(head: Uint8Array, cut: boolean): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: cut })
    return !/\p{Cc}/u.test(text.replace(/[\t\n\r\f\u0080-\u009f]/g, ''))
  } catch {
    return false
  }
}
