import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ModelRequest } from '../engine/hands.ts'
import { isAppError } from '../kernel/errors.ts'
import { callModel } from './call-model.ts'
import type { Choice } from './choose-model.ts'
import type { Provider } from './contract.ts'

/** Real provider clients over real HTTP; the other end answers in each provider's own protocol, and nothing it was not told to. */
const mock = new LLMock({ port: 0, strict: true, chunkSize: 4 })
beforeAll(async () => void (await mock.start()))
afterAll(() => mock.stop())
beforeEach(() => {
  mock.clearRequests()
  mock.clearFixtures()
})

const paths: Record<Provider, string> = { openai: '/v1', anthropic: '/v1', google: '/v1beta', compatible: '/v1' }
const models: Record<Provider, string> = { openai: 'gpt-5.6', anthropic: 'claude-sonnet-5-5', google: 'gemini-3.8-flash', compatible: 'llama-4' }
const choose = (provider: Provider, key = 'a-key'): Choice => ({
  model: models[provider],
  connection: {
    id: 'c',
    provider,
    label: 'Mine',
    baseUrl: `${mock.url}${paths[provider]}`,
    defaultModel: models[provider],
    isDefault: true,
    price: null,
    source: 'workspace',
    key,
    secretName: null,
  },
})
const call = (choice: Choice, request: ModelRequest, signal = new AbortController().signal) => callModel(choice, request, { signal, fetch })
const failure = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isAppError(error)) throw new Error('should have failed in our words', { cause: error })
  return error
}
const transferTool = {
  name: 'send_money',
  description: 'Sends money.',
  inputSchema: { type: 'object', properties: { to: { type: 'string' }, amount: { type: 'string' } }, required: ['to', 'amount'] },
}

describe.each(['openai', 'anthropic', 'google', 'compatible'] as const)('%s', (provider) => {
  const choice = () => choose(provider)

  it('[models.providers] streams a text and counts its tokens', async () => {
    mock.on({ userMessage: 'Good morning', systemMessage: 'Be kind', model: models[provider] }, { content: 'Good morning to you too.', usage: usage(11, 7) })
    const deltas: string[] = []
    const reply = await call(choice(), {
      messages: [
        { role: 'system', text: 'Be kind' },
        { role: 'user', text: 'Good morning' },
      ],
      onText: (delta) => deltas.push(delta),
    })
    expect(reply).toEqual({
      text: 'Good morning to you too.',
      toolCalls: [],
      model: `${provider}/${models[provider]}`,
      demo: false,
      usage: { inputTokens: 11, outputTokens: 7 },
    })
    expect(deltas.join('')).toBe(reply.text)
    expect(deltas.length).toBeGreaterThan(1)
  })

  it('[models.providers] asks for tools, several at once, and is told what they gave', async () => {
    mock.on(
      { userMessage: 'Pay both', hasToolResult: false },
      {
        toolCalls: [
          { name: 'send_money', arguments: { to: 'Anna', amount: '25' } },
          { name: 'send_money', arguments: { to: 'Ben', amount: '30.50' } },
        ],
        ...(provider === 'google' ? { finishReason: 'STOP' } : {}),
      },
    )
    mock.on({ userMessage: 'Pay both', hasToolResult: true }, { content: 'Both are paid.' })
    const messages: ModelRequest['messages'] = [{ role: 'user', text: 'Pay both' }]
    const first = await call(choice(), { messages, tools: [transferTool] })
    expect(first.toolCalls.map(({ name, input }) => ({ name, input }))).toEqual([
      { name: 'send_money', input: { to: 'Anna', amount: '25' } },
      { name: 'send_money', input: { to: 'Ben', amount: '30.50' } },
    ])
    expect(new Set(first.toolCalls.map(({ id }) => id)).size).toBe(2)

    const results = first.toolCalls.map((toolCall) => ({
      role: 'tool' as const,
      toolCallId: toolCall.id,
      toolName: toolCall.name,
      result: { status: 'posted' },
    }))
    const second = await call(choice(), {
      messages: [...messages, { role: 'assistant', text: first.text, toolCalls: first.toolCalls }, ...results],
      tools: [transferTool],
    })
    expect(second).toMatchObject({ text: 'Both are paid.', toolCalls: [] })
    expect(mock.getRequests()).toHaveLength(2)
  })

  it('[models.providers] gives JSON that was asked for', async () => {
    mock.on({ userMessage: 'charged twice' }, { content: '{"label":"billing"}' })
    const reply = await call(choice(), {
      messages: [{ role: 'user', text: 'I was charged twice' }],
      outputSchema: { type: 'object', properties: { label: { type: 'string', enum: ['billing', 'other'] } }, required: ['label'], additionalProperties: false },
    })
    expect(reply.object).toEqual({ label: 'billing' })
  })

  it.each([
    { status: 401, retry: 'never', says: /refused the key/ },
    { status: 404, retry: 'never', says: /knows no model named/ },
    { status: 429, retry: 'later', says: /too many requests/ },
    { status: 503, retry: 'later', says: /not working right now/ },
  ])('[models.errors] turns status $status into an error that says what to do', async ({ status, retry, says }) => {
    mock.on({ userMessage: 'Hello' }, { error: { message: 'The key sk-secret-123 is wrong', type: 'error' }, status })
    const error = await failure(call(choice(), { messages: [{ role: 'user', text: 'Hello' }] }))
    expect(error).toMatchObject({ code: 'outside-failed', retry })
    expect(error.message).toMatch(says)
    expect(error.message).not.toContain('sk-secret')
    if (status === 401) expect(JSON.stringify(error.toJSON()), 'what a provider says about a key is not repeated').not.toContain('sk-secret')
    expect(mock.getRequests(), 'tries again by itself').toHaveLength(1)
  })

  it('[models.errors] notices a stream that broke off', async () => {
    mock.on({ userMessage: 'Tell me a story' }, { content: 'Once upon a time there was a long, long text.' }, { truncateAfterChunks: 3 })
    const error = await failure(call(choice(), { messages: [{ role: 'user', text: 'Tell me a story' }] }))
    expect(error).toMatchObject({ code: 'outside-failed', retry: 'later' })
  })

  it('[models.cancel] stops at once when the run is cancelled', async () => {
    mock.on({ userMessage: 'Tell me a story' }, { content: 'Once upon a time. '.repeat(400) }, { streamingProfile: { ttft: 5, tps: 50 } })
    const cancel = new AbortController()
    let heard = 0
    const listen = (delta: string) => {
      heard += delta.length
      cancel.abort()
    }
    const error = await failure(call(choice(), { messages: [{ role: 'user', text: 'Tell me a story' }], onText: listen }, cancel.signal))
    expect(error.code).toBe('cancelled')
    expect(heard).toBeLessThan(400)
  })
})

describe('a connection that cannot work', () => {
  it('says that the key is missing', async () => {
    const error = await failure(call(choose('openai', ''), { messages: [{ role: 'user', text: 'Hello' }] }))
    expect(error).toMatchObject({ code: 'no-model', message: 'Mine has no key. Enter it under Settings → Models.' })
  })

  it('says that nobody answers at the address', async () => {
    const choice = choose('compatible')
    choice.connection.baseUrl = 'http://127.0.0.1:1/v1'
    const error = await failure(call(choice, { messages: [{ role: 'user', text: 'Hello' }] }))
    expect(error).toMatchObject({ code: 'outside-failed', retry: 'later' })
    expect(error.message).toMatch(/could not be reached/)
  })

  it('says when what was to be JSON is not', async () => {
    mock.on({ userMessage: 'Hello' }, { content: 'Sure! Here you are.' })
    const error = await failure(call(choose('compatible'), { messages: [{ role: 'user', text: 'Hello' }], outputSchema: { type: 'object', properties: {} } }))
    expect(error).toMatchObject({ code: 'outside-failed', retry: 'later' })
    expect(error.message).toMatch(/asked for JSON/)
  })
})

/** Each protocol's own names for the same two numbers. */
function usage(input: number, output: number) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    input_tokens: input,
    output_tokens: output,
    promptTokenCount: input,
    candidatesTokenCount: output,
    totalTokenCount: input + output,
  }
}
