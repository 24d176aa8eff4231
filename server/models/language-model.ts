import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModel } from 'ai'
import { AppError } from '../kernel/errors.ts'
import type { Choice } from './choose-model.ts'

/** The SDK's model for a choice. `fetch`: the guarded one for addresses that people of a workspace gave. */
export function languageModel({ connection, model }: Choice, fetch: typeof globalThis.fetch): LanguageModel {
  const settings = { apiKey: connection.key ?? '', fetch, ...(connection.baseUrl ? { baseURL: connection.baseUrl } : {}) }
  if (connection.provider !== 'compatible' && !connection.key)
    throw new AppError('no-model', `${connection.label} has no key. Enter it under Settings → Models.`)
  switch (connection.provider) {
    case 'openai':
      return createOpenAI(settings)(model)
    case 'anthropic':
      return createAnthropic(settings)(model)
    case 'google':
      return createGoogle(settings)(model)
    case 'compatible': {
      if (!connection.baseUrl) throw new AppError('no-model', `${connection.label} has no address. Remove it under Settings → Models and connect it again.`)
      const { apiKey, ...rest } = settings
      return createOpenAICompatible({ ...rest, baseURL: connection.baseUrl, name: 'compatible', includeUsage: true, ...(apiKey ? { apiKey } : {}) })(model)
    }
  }
}
