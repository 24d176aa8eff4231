import { expression, node, value, wire } from './draw.ts'
import type { Template } from './template.ts'

export const orderIntake: Template = {
  id: 'order-intake',
  name: 'Order intake',
  description: 'Takes orders by webhook, asks a person when one is above a hundred, and tells the other flows.',
  icon: 'webhook',
  tries: [],
  flow: {
    schema: 1,
    nodes: {
      order: node('webhook.start', 0, 0, { title: 'Order' }),
      large: node('control.branch', 1, 0, { title: 'Above a hundred?', inputs: { condition: expression('order.body.total > 100') } }),
      ask: node('human.approval', 2, 0, {
        inputs: { title: expression('"Take the order over " + string(order.body.total) + "?"'), risk: value('medium') },
      }),
      take: node('control.merge', 3, 0, { title: 'Taken' }),
      tell: node('event.emit', 4, 0, { title: 'Tell the others', inputs: { topic: value('order.taken'), payload: expression('order.body') } }),
      leave: node('event.emit', 3, 1, { title: 'Refused', inputs: { topic: value('order.refused'), payload: expression('order.body') } }),
    },
    wires: [
      wire('order.done > large.after'),
      wire('large.yes > ask.after'),
      wire('ask.approved > take.a'),
      wire('large.no > take.b'),
      wire('take.done > tell.after'),
      wire('ask.declined > leave.after'),
    ],
  },
}
