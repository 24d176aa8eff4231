import type { Json } from '../../server/kernel/json.ts'

const mostTries = 40

/** JSON that still arrives, as far as it is there: what is open is closed, what is not whole yet is left out. Undefined when nothing can. */
export function partialJson(text: string): Json | undefined {
  return partialJsons(text).next().value ?? undefined
}

/** The same, and then with less and less of its end. */
export function* partialJsons(text: string): Generator<Json, undefined> {
  const open: string[] = []
  const cuts: { at: number; closers: string }[] = []
  let quoted = false
  let escaped = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (quoted) {
      if (escaped) escaped = false
      else if (sign === '\\') escaped = true
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '{') open.unshift('}')
    else if (sign === '[') open.unshift(']')
    else if (sign === '}' || sign === ']') open.shift()
    else if (sign === ',') cuts.push({ at, closers: open.join('') })
  }
  const closers = open.join('')
  // half a word may be another word: it counts when it is whole
  const whole = quoted ? [] : [text + closers]
  const tries = [
    ...whole,
    ...cuts
      .slice(-mostTries)
      .reverse()
      .map((cut) => text.slice(0, cut.at) + cut.closers),
  ]
  for (const attempt of tries) {
    const value = parsed(attempt)
    if (value !== undefined) yield value
  }
  return undefined
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined // a shorter one may be whole
  }
}
