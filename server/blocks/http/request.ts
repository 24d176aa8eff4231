import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { secretOf } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json } from '../../kernel/json.ts'
import { json } from '../any-value.ts'
import { draw } from '../show/draw.ts'

const reads = new Set(['GET', 'HEAD'])

/** The hand adds the step's idempotency key to what changes something, for services that honour one. */
export default defineBlock({
  id: 'http.request',
  title: 'HTTP request',
  summary: 'Calls a web address and gives what it answered. Private addresses are refused.',
  words: ['api', 'api call', 'call api', 'rest', 'fetch', 'curl', 'get', 'post', 'graphql', 'webhooks by zapier', 'url'],
  category: 'web',
  icon: 'globe',
  effect: 'external',
  idempotent: false,
  destructive: true,
  needs: ['http', 'secrets'],
  input: z.object({
    url: z.url({ protocol: /^https?$/ }).meta({ title: 'Address', description: 'http or https.' }),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']).default('GET').meta({ title: 'Method' }),
    headers: z.record(z.string(), z.string()).default({}).meta({ title: 'Headers' }),
    body: json.optional().meta({ title: 'Body', description: 'A text is sent as it is, anything else as JSON.' }),
    secret: secretOf('http')
      .optional()
      .meta({ title: 'Secret', description: 'Sent in a header, never kept or shown, and only to the hosts it is for.', portType: 'secret:http' }),
    secretHeader: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,80}$/)
      .default('Authorization')
      .meta({ title: 'Header of the secret', description: 'In Authorization it stands after the word Bearer, in any other by itself.' }),
    timeoutSeconds: z.number().min(1).max(300).default(30).meta({ title: 'Seconds to wait' }),
    failOnStatus: z.boolean().default(true).meta({ title: 'Fail on an error status', description: 'A status of 400 and more fails the block.' }),
  }),
  output: z.object({
    status: z.int().meta({ title: 'Status', description: 'Such as 200.' }),
    headers: z.record(z.string(), z.string()).meta({ title: 'Headers' }),
    body: z.string().meta({ title: 'Body', description: 'The text of the answer.' }),
    json: json.optional().meta({ title: 'JSON', description: 'The answer read as JSON; skipped when it is not JSON.' }),
  }),
  fields: {
    headers: { control: 'keyvalue', advanced: true },
    secret: { control: 'secret' },
    secretHeader: { advanced: true },
    body: { control: 'json' },
    timeoutSeconds: { advanced: true },
    failOnStatus: { advanced: true },
  },
  run: async ({ input, http, secrets }) => {
    const sends = input.body !== undefined && !reads.has(input.method)
    const headers = new Headers(input.headers)
    if (sends && !headers.has('content-type')) headers.set('content-type', typeof input.body === 'string' ? 'text/plain; charset=utf-8' : 'application/json')
    if (input.secret) {
      const value = await secrets.open(input.secret, new URL(input.url).host)
      headers.set(input.secretHeader, input.secretHeader.toLowerCase() === 'authorization' ? `Bearer ${value}` : value)
    }
    const answer = await http.request({
      method: input.method,
      url: input.url,
      headers: Object.fromEntries(headers),
      ...(input.secret ? { secretHeader: input.secretHeader } : {}),
      timeoutMs: input.timeoutSeconds * 1000,
      ...(sends ? { body: typeof input.body === 'string' ? input.body : JSON.stringify(input.body) } : {}),
    })
    if (input.failOnStatus && answer.status >= 400)
      throw new AppError(
        'outside-failed',
        `${new URL(input.url).host} answered ${answer.status}. Check the address and what was sent, or turn off "Fail on an error status" to handle it in the flow.`,
        { status: answer.status, body: answer.body.slice(0, 2000) },
        { retry: answer.status >= 500 || answer.status === 429 ? 'later' : 'never' },
      )
    const parsed = parse(answer.body)
    return { ...answer, ...(parsed === undefined ? {} : { json: parsed }) }
  },
  confirm: (input) => {
    const { host, pathname } = new URL(input.url)
    const body =
      input.body === undefined ? [] : [{ label: 'body', value: (typeof input.body === 'string' ? input.body : JSON.stringify(input.body)).slice(0, 2000) }]
    const card = draw('ApprovalCard', {
      requester: 'The agent',
      message: `It wants to call ${host}.`,
      details: [{ label: 'method', value: input.method }, { label: 'address', value: input.url }, ...body],
      risk: reads.has(input.method) ? 'low' : 'high',
    })
    return { ...card, title: `${input.method} ${host}${pathname}` }
  },
  examples: [
    {
      title: 'reads JSON',
      input: { url: 'https://api.example.com/users/1' },
      replies: [{ hand: 'http', status: 200, headers: { 'content-type': 'application/json' }, body: { name: 'Ada' } }],
      output: { status: 200, body: '{"name":"Ada"}', json: { name: 'Ada' } },
    },
    {
      title: 'leaves JSON out when the answer is not',
      input: { url: 'https://example.com' },
      replies: [{ hand: 'http', status: 200, body: 'Hello' }],
      output: { status: 200, headers: {}, body: 'Hello' },
    },
    {
      title: 'sends a secret',
      input: { url: 'https://example.com', secret: { secret: 'crm' } },
      replies: [
        { hand: 'secrets', value: 'opened' },
        { hand: 'http', status: 200, body: 'Hello' },
      ],
      output: { status: 200, headers: {}, body: 'Hello' },
    },
    {
      title: 'gives an error status when told to',
      input: { url: 'https://example.com', failOnStatus: false },
      replies: [{ hand: 'http', status: 404, body: 'none' }],
      output: { status: 404, body: 'none' },
    },
    {
      title: 'says when the service failed',
      input: { url: 'https://example.com' },
      replies: [{ hand: 'http', status: 503, body: 'busy' }],
      fails: 'outside-failed',
    },
    { title: 'refuses what is not a web address', input: { url: 'file:///etc/passwd' }, fails: 'invalid-input' },
  ],
})

function parse(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json
  } catch {
    return undefined
  }
}
