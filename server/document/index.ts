export { fromText, toText } from './bytes.ts'
export { type DocumentView, viewOf } from './document-view.ts'
export { newDocument } from './layout.ts'
export { seedDocument, writeFlow } from './write-flow.ts'
