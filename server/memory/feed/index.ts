export { type ChainVerdict, verifyChain } from './chain.ts'
export { type Entry, type NewEntry, type PackedEntries, packed, storable } from './entry.ts'
export { append, beginFeed, type ChainedEntry, copyFeed, createFeed, findByKey, lastSeq, read, readChain, readIn, readUpTo } from './store.ts'
export { subscribe } from './subscribe.ts'
