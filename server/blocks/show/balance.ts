import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { draw } from './draw.ts'
import { balanceAccountSchema } from './props/balance.ts'

export default defineBlock({
  id: 'show.balance',
  title: 'Show balance',
  summary: 'Draws a card with what each account holds.',
  category: 'cards',
  icon: 'wallet-cards',
  effect: 'recorded',
  needs: ['say'],
  input: z.object({
    accounts: z.array(balanceAccountSchema).meta({ title: 'Accounts' }),
    title: z.string().max(120).default('').meta({ title: 'Title' }),
  }),
  output: z.object({ shown: z.boolean() }),
  run: ({ input, say }) => {
    const [first, ...others] = input.accounts
    const oneCurrency = first && others.every((a) => a.available.currency === first.available.currency && a.available.decimals === first.available.decimals)
    const total =
      oneCurrency && others.length > 0
        ? { ...first.available, amountMinor: input.accounts.reduce((sum, a) => sum + BigInt(a.available.amountMinor), 0n).toString() }
        : undefined
    say.card(draw('Balance', { accounts: input.accounts, ...(input.title ? { title: input.title } : {}), ...(total ? { total } : {}) }))
    return { shown: true }
  },
  examples: [
    {
      title: 'draws the accounts',
      input: {
        accounts: [{ id: 'main', label: 'Main account', kind: 'current', available: eur('124050'), ledger: eur('124050'), asOf: '2026-11-20T09:00:00.000Z' }],
      },
      output: { shown: true },
    },
    { title: 'refuses an amount that is not exact', input: { accounts: [{ id: 'main', available: 12.5 }] }, fails: 'invalid-input' },
  ],
})

function eur(amountMinor: string) {
  return { amountMinor, currency: 'EUR', decimals: 2 }
}
