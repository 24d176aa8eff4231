import { z } from 'zod'
import type { FieldHint } from '../../engine/card.ts'
import type { Answer, Hands, Question } from '../../engine/hands.ts'
import { AppError } from '../../kernel/errors.ts'

const roles = z.array(z.enum(['owner', 'admin', 'editor', 'operator'])).max(4)
const people = z.array(z.string().trim().min(1).max(200)).max(100)
const hours = z.number().min(0).max(8760)

/** Inputs that every block which asks people has: until when, who, reminders, escalation. */
export const askingShape = {
  hours: hours.default(0).meta({ title: 'Hours to answer', description: '0 waits without end.' }),
  roles: roles.default([]).meta({
    title: 'Roles that may answer',
    description: 'owner, admin, editor or operator; roles above may, too. With nobody named, every operator and above may answer.',
  }),
  people: people.default([]).meta({ title: 'People who may answer', description: 'E-mail addresses of members.' }),
  notStarter: z
    .boolean()
    .default(false)
    .meta({ title: 'Not whoever started it', description: 'Somebody else than the person who started the run must answer.' }),
  remindEvery: hours.default(0).meta({ title: 'Remind every … hours', description: '0 never reminds. Ten reminders at most.' }),
  escalateAfter: hours
    .default(0)
    .meta({ title: 'Escalate after … hours', description: '0 never escalates. From then on more people are told, and may answer.' }),
  escalateRoles: roles.default(['admin']).meta({ title: 'Escalate to roles' }),
  escalatePeople: people.default([]).meta({ title: 'Escalate to people', description: 'E-mail addresses of members.' }),
}
export type Asking = z.infer<z.ZodObject<typeof askingShape>>

const tucked = { advanced: true } satisfies FieldHint
export const askingFields = {
  hours: tucked,
  roles: tucked,
  people: tucked,
  notStarter: tucked,
  remindEvery: tucked,
  escalateAfter: tucked,
  escalateRoles: tucked,
  escalatePeople: tucked,
} satisfies Record<keyof Asking, FieldHint>

const mostReminders = 10

/** Asks, and waits for the answer. The clock is read as a step of its own, once, and only when something depends on it. */
export async function askPeople(question: Question, input: Asking, { ask, call }: Pick<Hands, 'ask' | 'call'>): Promise<Answer> {
  const timed = input.hours > 0 || input.remindEvery > 0 || input.escalateAfter > 0
  if (input.escalateAfter > 0 && input.escalateRoles.length + input.escalatePeople.length === 0)
    throw new AppError('invalid-input', 'Nobody is named to escalate to. Name a role or a person.')
  const asked = timed ? Date.parse(String((await call('asked', 'time.now', {})).at)) : 0
  return await ask('answer', { ...question, ...termsOf(input, asked) })
}

/** Who may answer and by when, as the question says it. `asked` in milliseconds. */
export function termsOf(input: Asking, asked: number): Partial<Question> {
  const after = (count: number) => new Date(asked + Math.round(count * 3_600_000)).toISOString()
  const reminders = Array.from({ length: mostReminders }, (_, i) => input.remindEvery * (i + 1)).filter((at) => input.hours === 0 || at < input.hours)
  return {
    ...(input.hours > 0 ? { expiresAt: after(input.hours) } : {}),
    ...(input.roles.length + input.people.length > 0 ? { who: { roles: input.roles, people: input.people } } : {}),
    ...(input.notStarter ? { notStarter: true } : {}),
    ...(input.remindEvery > 0 ? { remindAt: reminders.map(after) } : {}),
    ...(input.escalateAfter > 0 ? { escalate: { at: after(input.escalateAfter), who: { roles: input.escalateRoles, people: input.escalatePeople } } } : {}),
  }
}
