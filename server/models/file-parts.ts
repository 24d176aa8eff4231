import type { FilePart, TextPart } from 'ai'
import type { FileRef } from '../kernel/file-ref.ts'

/** A file for a model: as it is where its bytes came along, else by its name. */
export function filePart(file: FileRef, bytes: Uint8Array | undefined): FilePart | TextPart {
  if (!bytes) return { type: 'text', text: fileLine(file) }
  if (file.type !== 'text/plain') return { type: 'file', data: bytes, mediaType: file.type, filename: file.name }
  const text = new TextDecoder().decode(bytes)
  return { type: 'text', text: `${fileLine(file)}\n${text}${bytes.byteLength < file.bytes ? '\n[the rest is left out]' : ''}` }
}

/** For models that cannot see it. */
export const fileLine = ({ name, type, bytes }: FileRef): string => `[Attached file: ${name}, ${type}, ${bytes} bytes]`
