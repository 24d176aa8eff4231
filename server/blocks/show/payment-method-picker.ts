import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import { byPort } from '../human/answering.ts'
import { askingFields, askingShape, askPeople } from '../human/asking.ts'
import { declinedPort, expiredPort, unanswered } from '../human/verdict.ts'
import { cardQuestion, onlyThese } from './card-question.ts'
import { chosenOf } from './chosen.ts'
import { paymentMethodSchema, paymentMethodsSchema } from './props/payment-method-picker.ts'

export default defineBlock({
  id: 'show.payment-method-picker',
  title: 'Pick payment method',
  summary: 'Asks which way to pay, and gives the method as it stands here.',
  category: 'cards',
  icon: 'credit-card',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    methods: paymentMethodsSchema.meta({ title: 'Methods', description: 'An id, a label and what may be seen of the number.' }),
    title: z.string().min(1).max(200).default('How do you want to pay?').meta({ title: 'Title' }),
    message: z.string().max(1000).default('').meta({ title: 'Message' }),
    ...askingShape,
  }),
  output: z.object({
    method: paymentMethodSchema.optional().meta({ title: 'Method' }),
    by: byPort,
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...askingFields, message: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { methods, title, message } = input
    const usable = methods.filter(({ disabledReason }) => disabledReason === '')
    if (usable.length === 0) throw new AppError('invalid-input', 'None of these methods can be used. Give at least one without a reason against it.')
    const answer = onlyThese({ method: { type: 'string', enum: usable.map(({ id }) => id) } })
    const question = cardQuestion({ component: 'PaymentMethodPicker', kind: 'choice', title, props: { message, methods }, answer })
    const said = await askPeople(question, input, { ask, call })
    return unanswered(said) ?? { method: chosenOf(usable, said.value, 'method', ({ id }) => id), by: said.by?.name ?? '' }
  },
  examples: [
    {
      title: 'gives the method that was picked',
      input: { methods: [{ id: 'visa', label: 'Visa', masked: '•••• 4242' }] },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { method: 'visa' }, by: { id: 'p1', name: 'Ada' } } }],
      output: { method: { id: 'visa', type: 'card', label: 'Visa', masked: '•••• 4242', expiry: '', default: false, disabledReason: '' }, by: 'Ada' },
    },
    { title: 'refuses to ask when none can be used', input: { methods: [{ id: 'visa', label: 'Visa', disabledReason: 'Expired' }] }, fails: 'invalid-input' },
  ],
})
