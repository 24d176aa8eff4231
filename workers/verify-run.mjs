// Checks an exported run or room by itself: no database, no other file, nothing installed. `node workers/verify-run.mjs FILE`
// Written apart from the code that makes the chain, so that the two check each other.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** Canonical JSON (RFC 8785): keys in the order of their UTF-16 units. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

function seqBytes(seq) {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(seq))
  return bytes
}

/** Null when everything holds, else what does not. */
export function faultOf(exported) {
  const { format, run, room, revision, events, entries, large } = exported
  if (format === 'hearth-room/1') return faultOfChain(room.id, entries, 'type')
  if (format !== 'hearth-run/1') return `this is no exported run or room: its format is ${JSON.stringify(format)}`
  return faultOfChain(run.id, events, 'kind') ?? faultOfFacts(run, revision, events) ?? faultOfLarge(large, events)
}

function faultOfChain(id, entries, kind) {
  let hash = sha256(Buffer.from(id.replaceAll('-', ''), 'hex'))
  for (const [i, entry] of entries.entries()) {
    const seq = i + 1
    if (entry.seq !== seq) return `entry ${seq} is missing`
    const bodyHash = sha256(canonical(entry.body))
    if (bodyHash.toString('hex') !== entry.bodyHash || entry.body[kind] !== entry.kind) return `the content of entry ${seq} was changed`
    hash = sha256(hash, seqBytes(seq), bodyHash)
    if (hash.toString('hex') !== entry.hash) return `entry ${seq} does not continue the chain`
  }
  return null
}

/** What is said beside the events must be what the events say. */
function faultOfFacts(run, revision, events) {
  const created = events[0]?.body
  if (created?.kind !== 'run.created') return 'the first entry is missing'
  if (sha256(canonical(revision.flow)).toString('hex') !== revision.hash) return 'the flow is not the one that its hash names'
  if (created.revision !== revision.hash) return 'the run followed another revision than the one in this file'
  if (created.planHash !== revision.planHash || revision.plan.hash !== revision.planHash) return 'the run followed another plan than the one in this file'
  if (canonical(created.input) !== canonical(run.input)) return 'the input is not the one that the run began with'
  if (['completed', 'failed', 'cancelled'].includes(run.status)) {
    const end = events.findLast(({ kind }) => kind === `run.${run.status}`)
    if (!end) return 'the end of the run is missing'
    if (run.status === 'completed' && canonical(end.body.output) !== canonical(run.output)) return 'the output is not the one that the run ended with'
  }
  return null
}

/** Large values are kept once, and referred to by their hash. Files of before have none. */
function faultOfLarge(large, events) {
  if (!large) return null
  for (const [hash, value] of Object.entries(large)) if (sha256(canonical(value)).toString('hex') !== hash) return `the large value ${hash} was changed`
  for (const { seq, body } of events)
    for (const part of [body.input, body.output].filter((each) => typeof each === 'object' && each !== null))
      for (const value of Object.values(part)) {
        const hash = Object.keys(value ?? {}).join() === '$large' ? value.$large?.hash : undefined
        if (typeof hash === 'string' && !Object.hasOwn(large, hash)) return `a large value that entry ${seq} refers to is missing`
      }
  return null
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file] = process.argv.slice(2)
  if (!file) {
    console.error('Say which file: node workers/verify-run.mjs FILE')
    process.exit(2)
  }
  const exported = JSON.parse(readFileSync(file, 'utf8'))
  const fault = faultOf(exported)
  const told = exported.run
    ? `${exported.events.length} entries, revision ${exported.revision.number}, ${exported.run.status}`
    : `${exported.entries?.length} entries`
  console.log(fault === null ? `ok: ${told}` : `broken: ${fault}`)
  process.exit(fault === null ? 0 : 1)
}
