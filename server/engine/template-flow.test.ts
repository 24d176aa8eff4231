import { expect, it } from 'vitest'
import { cards } from '../blocks/index.ts'
import type { Flow } from './flow.ts'
import { templateFlow } from './template-flow.ts'

it('[own-templates.no-keys] takes secrets, keys and models of one’s own connections out of a flow, and names each', () => {
  const literal = (value: never | object | string) => ({ kind: 'literal' as const, value: value as never })
  const at = { version: 1, position: { x: 0, y: 0 } }
  const flow: Flow = {
    schema: 1,
    nodes: {
      call: {
        ...at,
        block: 'http.request',
        title: 'CRM',
        inputs: {
          url: literal('https://ada:pw@crm.example.com/a?api_key=k123&page=2'),
          headers: literal({ Authorization: 'Bearer s3cr3t', 'X-Api-Key': 'k456', accept: 'text/plain' }),
          body: literal({ user: { password: 'hunter2', name: 'Ada' }, list: [{ token: 't789' }] }),
        },
      },
      keyed: { ...at, block: 'http.operation', inputs: { secret: { kind: 'secret', name: 'crm' }, route: literal('/a') } },
      model: { ...at, block: 'model.call', inputs: { model: literal('ours/llama-4'), prompt: literal('Our token is kept by Ada') } },
    },
    wires: [],
  }
  const { flow: given, leftOut } = templateFlow(flow, cards())
  const text = JSON.stringify(given)
  for (const key of ['pw@', 'k123', 's3cr3t', 'k456', 'hunter2', 't789', '"crm"', 'llama']) expect(text).not.toContain(key)
  for (const kept of ['https://crm.example.com/a?page=2', 'text/plain', '"name":"Ada"', 'Our token is kept by Ada', '/a']) expect(text).toContain(kept)
  expect(leftOut).toEqual([
    '“CRM”: the name and password in an address',
    '“CRM”: api_key in an address',
    '“CRM”: what stood under Authorization',
    '“CRM”: what stood under X-Api-Key',
    '“CRM”: what stood under password',
    '“CRM”: what stood under token',
    '“API operation”: the secret crm',
    expect.stringContaining('the model ours/llama-4'),
  ])
  const { flow: clean } = templateFlow(given, cards())
  expect(clean).toEqual(given)
})
