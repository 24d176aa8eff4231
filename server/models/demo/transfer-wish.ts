import type { JsonObject } from '../../kernel/json.ts'

const verb = /\b(send|pay|transfer|give|wire|move)\b/i
const amount = /(?<sign>[€$£])?\s*(?<digits>\d{1,12}(?:,\d{3})*(?:[.,]\d{1,2})?)\s*(?<unit>[€$£]|eur|euros?|usd|dollars?|gbp|pounds?)?(?![\w.,]*\d)/i
const currencies: Record<string, string> = { '€': 'EUR', $: 'USD', '£': 'GBP', eur: 'EUR', euro: 'EUR', usd: 'USD', dollar: 'USD', gbp: 'GBP', pound: 'GBP' }

/**
 * What "Send 25 EUR to Anna", "pay Ben €12.50 for lunch" or "transfer 100 to savings" ask for, as the input of send_money.
 * `unclear` when money should move but the amount or the person is missing; undefined when nothing of the kind is asked.
 */
export function transferWish(text: string): JsonObject | 'unclear' | undefined {
  const start = verb.exec(text)
  if (!start) return undefined
  const rest = text.slice(start.index + start[0].length).replace(/[\s.!?]+$/, '')
  const found = amount.exec(rest)
  if (!found?.groups) return /\b(money|euros?|eur)\b/i.test(rest) || /\bto\s+\S+/i.test(rest) ? 'unclear' : undefined

  const around = `${rest.slice(0, found.index)} | ${rest.slice(found.index + found[0].length)}`
  const memo = /\b(?:for|as|memo)\s+(?!me\b)(?<memo>[^|]+)$/i.exec(around)
  const names = memo ? around.slice(0, memo.index) : around
  const from = /\bfrom\s+(?:my\s+)?(?<from>[\p{L}]+)/iu.exec(names)
  const to = /\bto\s+(?:my\s+)?(?<to>[\p{L}][\p{L}'-]*)/iu.exec(names) ?? /^\s*(?<to>\p{L}[\p{L}'-]*)\s*\|/u.exec(names)
  if (!to?.groups?.to) return 'unclear'

  const unit = (found.groups.sign ?? found.groups.unit ?? '€').toLowerCase().replace(/s$/, '')
  return {
    to: capital(to.groups.to),
    amount: decimal(found.groups.digits ?? ''),
    currency: currencies[unit] ?? 'EUR',
    ...(memo?.groups?.memo ? { memo: memo.groups.memo.trim() } : {}),
    ...(from?.groups?.from ? { from: from.groups.from.toLowerCase() } : {}),
  }
}

/** `1,250` is one thousand and more, `12,50` and `12.50` are twelve and a half. */
function decimal(digits: string): string {
  return /,\d{3}(\D|$)/.test(digits) ? digits.replaceAll(',', '') : digits.replace(',', '.')
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
