import type { Json, JsonObject } from '../../../kernel/json.ts'
import { decimalText, type Money } from '../../../kernel/money.ts'
import { cartSums } from './cart-sums.ts'
import type { ViewSpec } from './check-view.ts'
import { type ComponentName, componentProps } from './index.ts'
import { viewOf } from './view-of.ts'

type PropsOf<C extends ComponentName> = (typeof componentProps)[C]['_output']
type Line = string | false | undefined | ''

/** A card in plain lines, for clients and channels that cannot draw it. Says what the card says, and nothing it does not. */
export function cardText<C extends ComponentName>(component: C, props: PropsOf<C>): string {
  return (writers[component] as (props: PropsOf<C>) => Line[])(props)
    .filter((line): line is string => typeof line === 'string' && line !== '')
    .join('\n')
}

/** The same for what nobody checked yet; undefined when it is no card of ours. */
export function textOfCard(component: string, props: unknown): string | undefined {
  if (!Object.hasOwn(componentProps, component)) return undefined
  const checked = componentProps[component as ComponentName].safeParse(props)
  return checked.success ? cardText(component as ComponentName, checked.data as never) : undefined
}

const amount = (money: Money) => `${decimalText(money)} ${money.currency}`
const said = (label: string, value: string): Line => value && `${label}: ${value}`
const pairs = (details: readonly { label: string; value: string }[]) => details.map(({ label, value }) => `${label}: ${value}`)

const writers: { [C in ComponentName]: (props: PropsOf<C>) => Line[] } = {
  Balance: ({ title, accounts, total }) => [
    title,
    ...accounts.map(({ label, available }) => `${label}: ${amount(available)}`),
    total && `In all: ${amount(total)}`,
    accounts.length === 0 && 'There are no accounts yet.',
  ],
  TransactionList: ({ title, items }) => [
    title,
    ...items.map(
      ({ at, counterparty, memo, direction, amount: moved, status }) =>
        `${at.slice(0, 10)} ${counterparty} ${direction === 'in' ? '+' : '-'}${amount(moved)}${memo && ` (${memo})`}${status === 'posted' ? '' : `, ${status}`}`,
    ),
    items.length === 0 && 'Nothing moved in this time.',
  ],
  TransactionReceipt: ({ status, amount: moved, from, to, memo, fee, reference }) => [
    `Receipt ${reference}: ${status}`,
    `${amount(moved)} from ${from.label} to ${to.label}`,
    said('For', memo),
    `Fee: ${amount(fee)}`,
  ],
  TransferConfirm: ({ from, to, amount: moved, fee, memo, arrival, warnings }) => [
    `Send ${amount(moved)} from ${from.label} to ${to.label}?`,
    said('For', memo),
    `Fee: ${amount(fee)}`,
    said('Arrives', arrival),
    ...warnings,
  ],
  Invoice: ({ number, issuer, payer, lines, tax, total, dueOn, status, note }) => [
    `Invoice ${number} from ${issuer} to ${payer}: ${status}`,
    ...lines.map(({ description, quantity, total: sum }) => `${quantity} × ${description}: ${amount(sum)}`),
    `Tax: ${amount(tax)}`,
    `Total: ${amount(total)}`,
    dueOn && `Due: ${dueOn}`,
    note,
  ],
  PaymentRequest: ({ payee, amount: asked, purpose, least, most, methods, reference }) => [
    least && most ? `${payee} asks for ${amount(least)} to ${amount(most)}.` : `${payee} asks for ${amount(asked)}.`,
    said('For', purpose),
    said('Reference', reference),
    said('By', methods.map(({ label }) => label).join(', ')),
  ],
  PaymentMethodPicker: ({ message, methods }) => [
    message || 'How do you want to pay?',
    ...methods.map(({ id, label, masked, disabledReason }) => `- ${label} ${masked}`.trimEnd() + (disabledReason ? `, ${disabledReason}` : ` (${id})`)),
  ],
  Quote: ({ from, to, rate, fee, validUntil }) => [
    `${amount(from)} gives ${amount(to)}, at ${rate}.`,
    fee && `Fee: ${amount(fee)}`,
    validUntil && `Holds until ${validUntil}.`,
  ],
  Cart: (cart) => [
    ...cart.lines.map(({ title, variant, quantity, price }) => `${quantity} × ${title}${variant && `, ${variant}`}: ${amount(price)} each`),
    ...cart.discounts.map(({ label, amount: off }) => `${label}: -${amount(off)}`),
    cart.shipping && `Shipping: ${amount(cart.shipping)}`,
    cart.lines.length === 0 ? 'The cart is empty.' : `Total: ${amount(cartSums(cart).total)}`,
  ],
  ProductList: ({ title, items }) => [
    title,
    ...items.map(
      ({ id, title: name, variant, price, stock }) => `- ${name}${variant && `, ${variant}`}: ${amount(price)}${stock === 0 ? ', sold out' : ''} (${id})`,
    ),
    items.length === 0 && 'There is nothing to show.',
  ],
  OrderStatus: ({ order, steps, carrier, tracking, eta }) => [
    `Order ${order}`,
    ...steps.map(({ name, at, state }) => `${name}: ${stepWords[state]}${at ? `, ${at}` : ''}`),
    said('Carrier', carrier),
    said('Tracking', tracking),
    eta && `Expected: ${eta}`,
  ],
  Map: ({ title, markers }) => [
    title,
    ...markers.map(({ id, label, lat, lng, detail }) => `- ${label} (${lat}, ${lng})${detail && `: ${detail}`} (${id})`),
    markers.length === 0 && 'There are no places on this map.',
  ],
  Schedule: ({ title, message, slots, timeZone }) => [
    title,
    message,
    `Times are in ${timeZone}.`,
    ...slots.filter(({ free }) => free).map(({ start, end, price }) => `- ${start} to ${end}${price ? `, ${amount(price)}` : ''}`),
    !slots.some(({ free }) => free) && 'No time is free.',
  ],
  ApprovalCard: ({ requester, message, details, risk }) => [`${requester} asks:`, message, ...pairs(details), said('Risk', risk)],
  IdentityForm: ({ requester, message, fields, known, consent }) => [
    `${requester} asks:`,
    message,
    ...pairs(known),
    ...fields.map(({ label, name }) => `- ${label || name}`),
    consent,
  ],
  Form: ({ requester, message, fields, details }) => [
    `${requester} asks:`,
    message,
    ...pairs(details),
    ...fields.map(({ label, name }) => `- ${label || name}`),
  ],
  Notice: ({ title, message, details }) => [title, message, ...pairs(details)],
  View: ({ title, spec }) => [title, ...linesOfView(viewOf(spec)?.spec)],
  Chart: ({ title, series, unit, period }) => [
    [title, period].filter(Boolean).join(', '),
    ...series.flatMap(({ name, points }) => points.map(({ label, value }) => `${name}, ${label}: ${value}${unit ? ` ${unit}` : ''}`)),
  ],
}

/** Its parts in the order they stand in, and the cards in it in their own words. */
function linesOfView({ root, elements }: ViewSpec = { root: '', elements: {} }): Line[] {
  const element = elements[root]
  if (!element) return []
  const { type, props, children } = element
  return [lineOfPart(type, props), ...children.flatMap((child) => linesOfView({ root: child, elements }))]
}

function lineOfPart(type: string, props: JsonObject): Line {
  switch (type) {
    case 'Heading':
    case 'Text':
    case 'Badge':
      return String(props.text ?? '')
    case 'Metric':
      return [`${props.label}: ${props.value}`, props.change].filter(Boolean).join(', ')
    case 'Table':
      return [props.columns, ...(props.rows as Json[])].map((row) => (row as Json[]).join(' | ')).join('\n')
    case 'Image':
      return said('Picture', String(props.alt ?? ''))
    case 'Input':
      return `- ${props.label || props.name}`
    case 'Button':
      return `[${props.label}] (${props.action})`
    default:
      return textOfCard(type, props)
  }
}

const stepWords = { done: 'done', now: 'now', next: 'still to come', failed: 'did not work' } as const
