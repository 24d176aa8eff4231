import type { Json } from '../kernel/json.ts'

/** Shorter ones stand in ordinary words, too. */
const shortest = 6
const shown = '•••'

export type Hidden = {
  /** From now on this is nowhere to be read. */
  add(secret: string): void
  /** The same without any of the secrets, however they are written in it. */
  without<T extends Json>(value: T): T
}

/** What one attempt of a step must not tell: services repeat in their answers, and above all in their errors, what they were sent. */
export function createHidden(): Hidden {
  const forms = new Set<string>()
  const clean = (text: string): string => [...forms].reduce((left, form) => left.replaceAll(form, shown), text)

  function without(value: Json): Json {
    if (typeof value === 'string') return clean(value)
    if (Array.isArray(value)) return value.map(without)
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, held]) => [clean(name), without(held)]))
    return value
  }

  return {
    add(secret) {
      if (secret.length < shortest) return
      for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) forms.add(form)
    },
    without: <T extends Json>(value: T): T => (forms.size === 0 ? value : (without(value) as T)),
  }
}
