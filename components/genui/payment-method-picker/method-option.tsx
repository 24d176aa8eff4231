import { Banknote, CreditCard, Landmark, type LucideIcon, Wallet } from 'lucide-react'
import type { PaymentMethod } from '../../../server/blocks/show/props/index.ts'
import { Badge } from '../../ui/index.ts'
import type { RadioOption } from '../radio-list.tsx'

const icons: Record<PaymentMethod['type'], LucideIcon> = { card: CreditCard, bank: Landmark, wallet: Wallet, cash: Banknote }

/** A way to pay as a row to choose. */
export function methodOption(method: PaymentMethod): RadioOption {
  const { id, type, label, masked, expiry, disabledReason } = method
  const Icon = icons[type]
  const hint = [masked, expiry && `until ${expiry}`].filter(Boolean).join(' · ')
  return {
    id,
    title: <span className="font-medium">{label}</span>,
    icon: <Icon aria-hidden="true" />,
    ...(hint ? { hint: <span className="tabular-nums">{hint}</span> } : {}),
    ...(method.default && !disabledReason ? { aside: <Badge>Usual</Badge> } : {}),
    ...(disabledReason ? { barred: [masked, disabledReason].filter(Boolean).join(' · ') } : {}),
  }
}

/** What is chosen before anybody did: the usual one, or the only one. */
export function firstMethod(methods: readonly PaymentMethod[]): string | undefined {
  const usable = methods.filter(({ disabledReason }) => disabledReason === '')
  return (usable.find((method) => method.default) ?? (usable.length === 1 ? usable[0] : undefined))?.id
}
