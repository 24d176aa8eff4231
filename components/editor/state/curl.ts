import type { InputValue } from '../../../server/engine/flow.ts'
import type { Json } from '../../../server/kernel/json.ts'
import type { Fragment } from './fragment.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']
/** Options that say how curl works and not what is asked; the second list takes a value with it. */
const silent = new Set([
  '-s',
  '-S',
  '-sS',
  '-L',
  '-k',
  '-v',
  '-i',
  '--silent',
  '--show-error',
  '--location',
  '--insecure',
  '--verbose',
  '--include',
  '--compressed',
  '--fail',
  '-f',
])
const withValue = new Set(['-o', '--output', '-m', '--max-time', '--connect-timeout', '--retry', '-w', '--write-out'])

/** An HTTP request block from a cURL command, as services show them in their docs; null when the text is anything else or says what the block cannot do. */
export function fromCurl(text: string): Fragment | null {
  const words = wordsOf(text.trim())
  if (words?.[0] !== 'curl') return null
  let [url, method, body, inQuery] = ['', '', undefined as string | undefined, false]
  const headers: Record<string, string> = {}
  for (let at = 1; at < words.length; at++) {
    const [word, glued] = splitOption(words[at] ?? '')
    const value = (): string => glued ?? words[++at] ?? ''
    if (word === '-X' || word === '--request') method = value().toUpperCase()
    else if (word === '-H' || word === '--header') addHeader(headers, value())
    else if (word === '-d' || word.startsWith('--data')) {
      const part = value()
      if (part.startsWith('@')) return null
      body = body === undefined ? part : `${body}&${part}`
    } else if (word === '--json') {
      body = value()
      headers['content-type'] ??= 'application/json'
    } else if (word === '-u' || word === '--user') headers.authorization = `Basic ${btoa(value())}`
    else if (word === '-A' || word === '--user-agent') headers['user-agent'] = value()
    else if (word === '-b' || word === '--cookie') headers.cookie = value()
    else if (word === '-I' || word === '--head') method = 'HEAD'
    else if (word === '-G' || word === '--get') inQuery = true
    else if (word === '--url') url = value()
    else if (withValue.has(word)) value()
    else if (word.startsWith('-')) {
      if (!silent.has(word)) return null
    } else url = word
  }
  if (url !== '' && !/^[a-z]+:\/\//i.test(url)) url = `http://${url}`
  if (inQuery && body !== undefined) [url, body] = [`${url}${url.includes('?') ? '&' : '?'}${body}`, undefined]
  if (method === '') method = body === undefined ? 'GET' : 'POST'
  if (!URL.canParse(url) || !/^https?:/i.test(url) || !methods.includes(method)) return null
  if (body !== undefined) headers['content-type'] ??= 'application/x-www-form-urlencoded'
  const inputs: Record<string, InputValue> = { url: literal(url), method: literal(method) }
  if (Object.keys(headers).length > 0) inputs.headers = literal(headers)
  if (body !== undefined) inputs.body = literal(bodyOf(body, headers['content-type'] ?? ''))
  return { nodes: { request: { block: 'http.request', version: 1, inputs, position: { x: 0, y: 0 } } }, wires: [] }
}

const literal = (value: Json): InputValue => ({ kind: 'literal', value })

/** `-XPOST` and `--request=POST` as option and value. */
function splitOption(word: string): [string, string | undefined] {
  const long = /^(--[a-z-]+)=(.*)$/s.exec(word)
  if (long) return [long[1] ?? '', long[2]]
  const short = /^(-[XHdu])(.+)$/s.exec(word)
  return short ? [short[1] ?? '', short[2]] : [word, undefined]
}

function addHeader(headers: Record<string, string>, line: string): void {
  const at = line.indexOf(':')
  if (at > 0) headers[line.slice(0, at).trim().toLowerCase()] = line.slice(at + 1).trim()
}

function bodyOf(text: string, type: string): Json {
  if (!/json/i.test(type)) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/** As a shell reads them; null when a quote stays open. */
function wordsOf(text: string): string[] | null {
  const words: string[] = []
  let [word, quote, begun] = ['', '', false]
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (quote === "'") {
      if (letter === "'") quote = ''
      else word += letter
    } else if (letter === '\\') {
      const next = text[++at] ?? ''
      if (quote === '"' && !'"\\$`\n'.includes(next)) word += '\\'
      if (next === '\r' && text[at + 1] === '\n') at++
      else if (next !== '\n') word += next
      begun ||= next !== '\n' && next !== '\r'
    } else if (quote === '"') {
      if (letter === '"') quote = ''
      else word += letter
    } else if (letter === "'" || letter === '"') [quote, begun] = [letter, true]
    else if (/\s/.test(letter)) {
      if (begun) words.push(word)
      ;[word, begun] = ['', false]
    } else [word, begun] = [word + letter, true]
  }
  if (begun) words.push(word)
  return quote === '' ? words : null
}
