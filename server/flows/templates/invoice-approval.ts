import { expression, node, value, wire } from './draw.ts'
import type { Template } from './template.ts'

const title = expression('"Pay " + string(invoice.amount) + " EUR to " + invoice.supplier + "?"')

export const invoiceApproval: Template = {
  id: 'invoice-approval',
  name: 'Invoice approval',
  description: 'One person approves an invoice; above a thousand it takes two, and not the one who brought it.',
  icon: 'badge-check',
  tries: [],
  flow: {
    schema: 1,
    nodes: {
      invoice: node('manual.start', 0, 0, {
        title: 'Invoice',
        ports: {
          outputs: [
            { name: 'supplier', title: 'Supplier', schema: { type: 'string' }, required: true },
            { name: 'amount', title: 'Amount', schema: { type: 'number' }, required: true },
            { name: 'reference', title: 'Reference', schema: { type: 'string' }, required: true },
          ],
        },
      }),
      large: node('control.branch', 1, 0, { title: 'Above a thousand?', inputs: { condition: expression('invoice.amount > 1000') } }),
      two: node('human.two-person', 2, 0, { title: 'Two approve', inputs: { title, message: expression('invoice.reference') } }),
      one: node('human.approval', 2, 1, { title: 'One approves', inputs: { title, message: expression('invoice.reference') } }),
      approved: node('control.merge', 3, 0, { title: 'Approved' }),
      declined: node('control.merge', 3, 1, { title: 'Declined' }),
      go: node('human.notify', 4, 0, {
        title: 'To be paid',
        inputs: { title: expression('"Pay " + invoice.supplier + " now"'), message: expression('invoice.reference'), tone: value('success') },
      }),
      stop: node('human.notify', 4, 1, {
        title: 'Not paid',
        inputs: { title: expression('"The invoice of " + invoice.supplier + " is not paid"'), tone: value('warning') },
      }),
    },
    wires: [
      wire('invoice.done > large.after'),
      wire('large.yes > two.after'),
      wire('large.no > one.after'),
      wire('two.approved > approved.a'),
      wire('one.approved > approved.b'),
      wire('two.declined > declined.a'),
      wire('one.declined > declined.b'),
      wire('approved.done > go.after'),
      wire('declined.done > stop.after'),
    ],
  },
}
