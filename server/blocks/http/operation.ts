import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { secretOf } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json } from '../../kernel/json.ts'
import { draw } from '../show/draw.ts'
import { placeSchema, requestOf } from './request-of.ts'

const reads = new Set(['GET', 'HEAD'])

/** Made from an OpenAPI document: its node has a port for each parameter, and one for the answer. */
export default defineBlock({
  id: 'http.operation',
  title: 'API operation',
  summary: 'Calls one operation of a service, with a port for each of its parameters. Made from an OpenAPI document.',
  docs: 'Choose “From an OpenAPI document” in the menu ••• of an agent’s page. Each parameter becomes a port of its type, the answer one of the type that the document promises: an answer that does not keep to it fails the block. A key is a secret of the workspace, sent in a header.',
  words: ['openapi', 'swagger', 'api endpoint', 'custom api'],
  category: 'web',
  icon: 'globe',
  effect: 'external',
  idempotent: false,
  destructive: true,
  needs: ['http', 'secrets'],
  dynamic: 'both',
  input: z.looseObject({
    server: z.url({ protocol: /^https?$/ }).meta({ title: 'Server', description: 'What stands before the path of every operation.' }),
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']).default('GET').meta({ title: 'Method' }),
    route: z.string().max(2000).meta({ title: 'Path', description: 'Such as /pets/{id}.' }),
    places: z.record(z.string(), placeSchema).default({}).meta({ title: 'Where each port goes', description: 'By the name of the port.' }),
    secret: secretOf('http')
      .optional()
      .meta({ title: 'Secret', description: 'Sent in a header, never kept or shown, and only to the hosts it is for.', portType: 'secret:http' }),
    secretAs: z
      .enum(['bearer', 'basic', 'header'])
      .default('bearer')
      .meta({ title: 'Secret is sent as', description: 'Basic: the secret is name:password. Header: by itself, in the header named beside.' }),
    secretHeader: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,80}$/)
      .default('Authorization')
      .meta({ title: 'Header of the secret' }),
    timeoutSeconds: z.number().min(1).max(300).default(30).meta({ title: 'Seconds to wait' }),
    failOnStatus: z.boolean().default(true).meta({ title: 'Fail on an error status', description: 'A status of 400 and more fails the block.' }),
  }),
  output: z.looseObject({
    status: z.int().meta({ title: 'Status', description: 'Such as 200.' }),
    headers: z.record(z.string(), z.string()).meta({ title: 'Headers of the answer' }),
  }),
  fields: {
    places: { control: 'json', advanced: true },
    secret: { control: 'secret' },
    secretAs: { advanced: true },
    secretHeader: { advanced: true },
    timeoutSeconds: { advanced: true },
    failOnStatus: { advanced: true },
  },
  run: async ({ input, http, secrets }) => {
    const { url, headers, body } = requestOf(input)
    const { host } = new URL(url)
    const secret = input.secret ? await secrets.open(input.secret, host) : undefined
    const secretHeader = input.secretAs === 'header' ? input.secretHeader : 'Authorization'
    if (secret !== undefined) headers[secretHeader.toLowerCase()] = asSent(input.secretAs, secret)
    const answer = await http.request({
      method: input.method,
      url,
      headers,
      ...(secret === undefined ? {} : { secretHeader }),
      timeoutMs: input.timeoutSeconds * 1000,
      ...(body === undefined || reads.has(input.method) ? {} : { body }),
    })
    const { status } = answer
    if (input.failOnStatus && status >= 400)
      throw new AppError(
        'outside-failed',
        `${host} answered ${status} to ${input.method} ${input.route}. Check what was sent, or turn off "Fail on an error status" to handle it in the flow.`,
        { status, body: answer.body.slice(0, 2000) },
        { retry: status >= 500 || status === 429 ? 'later' : 'never' },
      )
    const given = { status, headers: answer.headers }
    return status < 400 && answer.body !== '' ? { ...given, answer: read(answer.body, answer.headers['content-type'] ?? '') } : given
  },
  confirm: (input) => {
    const { url, body } = requestOf(input)
    const { host, pathname } = new URL(url)
    const card = draw('ApprovalCard', {
      requester: 'The agent',
      message: `It wants to call ${host}.`,
      details: [
        { label: 'method', value: input.method },
        { label: 'address', value: url },
        ...(body === undefined ? [] : [{ label: 'body', value: body.slice(0, 2000) }]),
      ],
      risk: reads.has(input.method) ? 'low' : 'high',
    })
    return { ...card, title: `${input.method} ${host}${pathname}` }
  },
  examples: [
    {
      title: 'puts each port in its place',
      input: {
        server: 'https://pets.example.com/v1',
        method: 'PUT',
        route: '/pets/{petId}',
        places: {
          id: { in: 'path', name: 'petId' },
          tags: { in: 'query', name: 'tag' },
          trace: { in: 'header', name: 'X-Trace' },
          name: { in: 'body', name: 'name' },
        },
        ...{ id: 'a/7', tags: ['old', 'new'], trace: 'now', name: 'Rex' },
      },
      replies: [{ hand: 'http', status: 200, headers: { 'content-type': 'application/json' }, body: { name: 'Rex' } }],
      output: { status: 200 },
    },
    {
      title: 'sends a key',
      input: { server: 'https://pets.example.com', route: '/pets', secret: { secret: 'pets' }, secretAs: 'header', secretHeader: 'X-Key' },
      replies: [
        { hand: 'secrets', value: 'opened' },
        { hand: 'http', status: 204, body: '' },
      ],
      output: { status: 204 },
    },
    {
      title: 'says when the service refused',
      input: { server: 'https://pets.example.com', route: '/pets' },
      replies: [{ hand: 'http', status: 403, body: 'no' }],
      fails: 'outside-failed',
    },
    { title: 'does not call a path with a hole in it', input: { server: 'https://pets.example.com', route: '/pets/{petId}' }, fails: 'invalid-input' },
  ],
})

function asSent(as: 'bearer' | 'basic' | 'header', secret: string): string {
  if (as === 'header') return secret
  return as === 'bearer' ? `Bearer ${secret}` : `Basic ${Buffer.from(secret).toString('base64')}`
}

function read(body: string, type: string): Json {
  if (!/json/i.test(type) && type !== '') return body
  try {
    return JSON.parse(body) as Json
  } catch {
    return body
  }
}
