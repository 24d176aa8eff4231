import type { Json, JsonObject } from '../../kernel/json.ts'
import { decimalText, moneySchema } from '../../kernel/money.ts'
import type { DemoAnswer, Scene } from './answer.ts'
import { transferWish } from './transfer-wish.ts'

/** The Payments assistant: balance, transactions, transfers, with the tools of its template. */
export function payments(scene: Scene): DemoAnswer | undefined {
  if (!['get_balance', 'list_transactions', 'send_money'].every((name) => scene.tools.includes(name))) return undefined
  if (scene.results.length > 0) return { text: scene.results.map(told).join('\n\n') }

  const asked = scene.asked
  const wish = transferWish(asked)
  if (wish === 'unclear') return { text: 'How much, and to whom? For example: *Send 25 EUR to Anna*.' }
  if (wish) return { text: '', toolCalls: [{ name: 'send_money', input: wish }] }

  const wanted: { name: string; input: JsonObject }[] = []
  if (/\b(balance|balances|how much (money )?(do i have|is (left|there)|have i)|what do i have)\b/i.test(asked)) wanted.push({ name: 'get_balance', input: {} })
  if (/\b(transactions?|statement|movements?|history|payments|spen[dt](ing)?)\b/i.test(asked))
    wanted.push({ name: 'list_transactions', input: { limit: limitIn(asked) } })
  if (wanted.length > 0) return { text: '', toolCalls: wanted }
  if (/^\s*(hi|hello|hey|good (morning|afternoon|evening)|help|what can you do)\b/i.test(asked))
    return {
      text: 'Hello. I can show your balance, list your latest transactions, and send money to people you know once you approve it. Try *What is my balance?*',
    }
  if (/^\s*(thanks?|thank you|great|ok(ay)?)\b/i.test(asked)) return { text: 'You are welcome.' }
  return undefined
}

function limitIn(asked: string): number {
  return Math.min(50, Math.max(1, Number(/\b(\d{1,2})\b/.exec(asked)?.[1] ?? 10)))
}

function told({ name, input, result }: Scene['results'][number]): string {
  const given = typeof result === 'object' && result !== null && !Array.isArray(result) ? result : {}
  if (isObject(given.error)) return `That did not work. ${String(given.error.message)}`
  if (given.declined === true) return `All right, nothing was sent${input.to ? ` to ${String(input.to)}` : ''}.`
  if (given.expired === true) return 'Nobody approved it in time, so nothing was sent.'
  if (name === 'get_balance') return balances(given)
  if (name === 'list_transactions') return transactions(given)
  return `Done: ${amountText(given.amount)} went to ${isObject(given.to) ? String(given.to.label) : String(input.to)}. Here is the receipt.`
}

function balances(given: JsonObject): string {
  const accounts = list(given.accounts)
  if (accounts.length === 0) return 'There is no account yet.'
  const parts = accounts.map((account) => `**${amountText(account.available)}** in ${String(account.label)}`)
  return `You have ${parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0]}.`
}

function transactions(given: JsonObject): string {
  const items = list(given.items)
  const [latest] = items
  if (!latest) return 'Nothing has moved yet.'
  const way = latest.direction === 'out' ? 'to' : 'from'
  return `${items.length === 1 ? 'Here is your latest transaction' : `Here are your latest ${items.length} transactions`}. The newest is ${amountText(latest.amount)} ${way} ${String(latest.counterparty)}.`
}

function amountText(value: Json | undefined): string {
  const money = moneySchema.safeParse(value)
  if (!money.success) return 'the amount'
  const [whole = '0', fraction] = decimalText(money.data).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`} ${money.data.currency}`
}

function list(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}
function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
