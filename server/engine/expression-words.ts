import { functions, functionsNamed } from './expression-functions.ts'
import { listMacros } from './expression-parse.ts'
import { type Kind, kindWords } from './expression-values.ts'
import { listed } from './schema-words.ts'

export function unknownName(name: string, known: string[]): string {
  return `There is nothing named "${name}" here.${suggestion(name, known)}`
}

export function missingField(name: string, known: string[]): string {
  return `There is no field "${name}".${suggestion(name, known)}`
}

export function noFunction(name: string, isMethod: boolean, kinds: Kind[]): string {
  const named = functionsNamed(name, isMethod)
  const dot = isMethod ? '.' : ''
  if (named.length === 0) {
    const known = functions.filter(({ method }) => method === isMethod).map((one) => one.name)
    return `There is no function ${dot}${name}(…).${suggestion(name, isMethod ? [...known, ...Object.keys(listMacros)] : [...known, 'has'])}`
  }
  const forms = named.map(({ takes }) => {
    const words = takes.map((kind) => (kind === 'any' ? 'anything' : kindWords[kind]))
    const inner = words.slice(isMethod ? 1 : 0).join(', ')
    return isMethod ? `${inner === '' ? 'nothing' : inner} on ${words[0]}` : inner
  })
  return `${dot}${name}(…) takes ${listed(forms)}; here it is given ${kinds.map((kind) => kindWords[kind]).join(', ') || 'nothing'}.`
}

/** The nearest names there are, or all of them when they are few. */
export function suggestion(name: string, known: string[]): string {
  const unique = [...new Set(known)]
  const near = unique
    .map((other) => ({ other, away: distance(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ other, away }) => away <= Math.max(2, Math.floor(other.length / 3)))
    .sort((a, b) => a.away - b.away || (a.other < b.other ? -1 : 1))
    .slice(0, 3)
  if (near.length > 0) return ` Did you mean ${listed(near.map(({ other }) => other))}?`
  return unique.length > 0 && unique.length <= 8 ? ` There ${unique.length === 1 ? 'is' : 'are'} ${listed(unique, 'and')}.` : ''
}

/** How many letters must change (Levenshtein); long names count as far. */
function distance(a: string, b: string): number {
  if (a.length > 64 || b.length > 64) return 64
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
