import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { balanceAccountSchema } from '../show/props/balance.ts'

/** A read is `recorded`: what the books said at that moment is what the rest of the run works with. */
export default defineBlock({
  id: 'ledger.balances',
  title: 'Read balances',
  summary: 'What each account of this workspace holds now.',
  words: ['account balance', 'bank balance'],
  category: 'money',
  icon: 'wallet',
  effect: 'recorded',
  needs: ['ledger'],
  input: z.object({ account: z.string().max(120).default('').meta({ title: 'Account', description: 'Only this account, by label or id; empty for all.' }) }),
  output: z.object({ accounts: z.array(balanceAccountSchema).meta({ title: 'Accounts', description: 'Label, what can be spent, what is booked.' }) }),
  run: async ({ input, ledger }) => ({ accounts: input.account ? [await ledger.find(input.account)] : await ledger.accounts() }),
  examples: [
    {
      title: 'reads every account',
      input: {},
      replies: [{ hand: 'ledger', method: 'accounts', result: [account('main', 'Main account', '124050')] }],
      output: { accounts: [account('main', 'Main account', '124050')] },
    },
    {
      title: 'reads one account',
      input: { account: 'savings' },
      replies: [{ hand: 'ledger', method: 'find', result: account('savings', 'Savings', '500000') }],
      output: { accounts: [account('savings', 'Savings', '500000')] },
    },
    { title: 'says when there is no such account', input: { account: 'nobody' }, replies: [{ hand: 'ledger', fails: 'not-found' }], fails: 'not-found' },
  ],
})

function account(id: string, label: string, amountMinor: string) {
  const amount = { amountMinor, currency: 'EUR', decimals: 2 }
  return { id, label, kind: 'current', available: amount, ledger: amount, asOf: '2026-11-20T09:00:00.000Z' }
}
