import * as Y from 'yjs'
import { AppError } from '../kernel/errors.ts'

/** Error: `invalid-input` when it is no update. */
export function applyChange(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update)
  } catch (cause) {
    throw new AppError('invalid-input', 'This is not an update of a Yjs document.', undefined, { cause })
  }
}
