import { expression, node, value, wire } from './draw.ts'
import type { Template } from './template.ts'

export const expenseReport: Template = {
  id: 'expense-report',
  name: 'Expense report',
  description: 'Takes an expense in a form inside the conversation, has it approved, and says what came of it.',
  icon: 'receipt-text',
  tries: ['I have an expense'],
  flow: {
    schema: 1,
    nodes: {
      message: node('chat.message', 0, 0),
      expense: node('human.form', 1, 0, {
        title: 'The expense',
        inputs: {
          title: value('What did you pay for?'),
          fields: value([
            { name: 'what', label: 'What for', kind: 'text', required: true },
            { name: 'amount', label: 'Amount in EUR', kind: 'number', required: true },
            { name: 'day', label: 'Day', kind: 'date' },
          ]),
        },
      }),
      ok: node('human.approval', 2, 0, {
        title: 'Approval',
        inputs: {
          title: expression('"Pay back " + string(expense.values.amount) + " EUR?"'),
          message: expression('string(expense.values.what)'),
          notStarter: value(false),
        },
      }),
      paid: node('reply.text', 3, 0, {
        inputs: { text: expression('"Approved: " + string(expense.values.amount) + " EUR for " + string(expense.values.what) + "."') },
      }),
      refused: node('reply.text', 3, 1, { inputs: { text: value('It was not approved. Talk to whoever decided.') } }),
    },
    wires: [wire('message.done > expense.after'), wire('expense.done > ok.after'), wire('ok.approved > paid.after'), wire('ok.declined > refused.after')],
  },
}
