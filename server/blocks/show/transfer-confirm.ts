import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { verdictOf, verdictPorts, verdictSchema } from '../human/verdict.ts'
import { textOfCard } from './props/card-text.ts'

export default defineBlock({
  id: 'show.transfer-confirm',
  title: 'Confirm transfer',
  summary: 'Shows a transfer before it happens and waits for a yes or a no. Accounts and amounts are read here, not taken from the answer.',
  category: 'people',
  icon: 'shield-check',
  effect: 'composite',
  needs: ['ask', 'tools'],
  input: z.object({
    to: z.string().min(1).max(120).meta({ title: 'To' }),
    amount: z.string().meta({ title: 'Amount', description: 'A decimal text such as 25 or 25.50.' }),
    currency: z.string().default('EUR').meta({ title: 'Currency' }),
    memo: z.string().max(140).default('').meta({ title: 'Memo' }),
    from: z.string().min(1).max(120).default('main').meta({ title: 'From' }),
  }),
  output: verdictPorts,
  run: async ({ input, ask, tools }) => {
    const card = await tools.confirm('order', 'ledger.transfer', input)
    const answer = await ask('answer', {
      kind: 'approval',
      title: String(card.title),
      message: textOfCard(String(card.component), card.props) ?? String(card.title),
      component: String(card.component),
      props: card.props as JsonObject,
      responseSchema: verdictSchema,
    })
    return verdictOf(answer)
  },
  examples: [
    {
      title: 'fires Declined when the person says no',
      input: { to: 'Anna', amount: '25' },
      replies: [
        { hand: 'ledger', method: 'find', result: account('main', 'Main account', '124050') },
        { hand: 'ledger', method: 'find', result: account('anna', 'Anna', '0') },
        { hand: 'ask', answer: { outcome: 'declined', value: null, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } },
      ],
      output: { declined: { by: 'Ada', at: '2026-11-20T09:00:00.000Z', comment: '' } },
    },
    {
      title: 'does not ask when the account holds too little',
      input: { to: 'Anna', amount: '99999' },
      replies: [
        { hand: 'ledger', method: 'find', result: account('main', 'Main account', '124050') },
        { hand: 'ledger', method: 'find', result: account('anna', 'Anna', '0') },
      ],
      fails: 'insufficient-funds',
    },
  ],
})

function account(id: string, label: string, amountMinor: string): JsonObject {
  const amount = { amountMinor, currency: 'EUR', decimals: 2 }
  return { id, label, kind: 'current', available: amount, ledger: amount, asOf: '2026-11-20T09:00:00.000Z' }
}
