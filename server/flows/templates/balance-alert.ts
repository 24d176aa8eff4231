import { expression, node, value, wire } from './draw.ts'
import type { Template } from './template.ts'

export const balanceAlert: Template = {
  id: 'balance-alert',
  name: 'Balance alert',
  description: 'Looks at the accounts every weekday at nine, and tells when one is below five hundred.',
  icon: 'bell',
  tries: [],
  flow: {
    schema: 1,
    nodes: {
      nine: node('schedule.start', 0, 0, { title: 'Weekdays at nine', inputs: { cron: value('0 9 * * 1-5') } }),
      accounts: node('ledger.balances', 1, 0),
      low: node('control.branch', 2, 0, {
        title: 'One is low?',
        inputs: { condition: expression('accounts.accounts.exists(one, int(one.available.amountMinor) < 50000)') },
      }),
      tell: node('human.notify', 3, 0, {
        inputs: { title: value('An account is below 500'), tone: value('warning'), message: value('See the balances in this run.') },
      }),
    },
    wires: [wire('nine.done > accounts.after'), wire('accounts.done > low.after'), wire('low.yes > tell.after')],
  },
}
