import type { ModelMessage } from '../engine/hands.ts'
import { readFile } from '../files/index.ts'
import { type FileRef, isPicture } from '../kernel/file-ref.ts'
import type { Connection } from './connection.ts'

/** What goes along with one call at most: newer files first. */
const mostBytes = 20_000_000
/** Of a text file. The rest is cut off, and said to be. */
const mostOfText = 200_000

/** The bytes of the files that this model takes, by file. What is not in it is named in the text instead. */
export async function filesOf(
  workspaceId: string,
  messages: readonly ModelMessage[],
  provider: Connection['provider'],
  read: typeof readFile = readFile,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  let left = mostBytes
  for (const file of messages.flatMap((message) => (message.role === 'user' ? (message.files ?? []) : [])).reverse()) {
    const size = file.type === 'text/plain' ? Math.min(file.bytes, mostOfText) : file.bytes
    if (found.has(file.id) || !takes(provider, file) || size > left) continue
    const bytes = await read(workspaceId, file.id)
    if (!bytes) continue
    left -= size
    found.set(file.id, bytes.subarray(0, size))
  }
  return found
}

/** Text every model reads. Behind a foreign address may be a model that sees nothing, and would refuse the whole call. */
function takes(provider: Connection['provider'], { type }: FileRef): boolean {
  if (type === 'text/plain') return true
  return provider !== 'compatible' && (isPicture(type) || type === 'application/pdf')
}
