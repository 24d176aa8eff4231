import type { Provider } from '../../server/models/contract.ts'

export const providerNames: Record<Provider, string> = { openai: 'OpenAI', anthropic: 'Anthropic', google: 'Google', compatible: 'OpenAI-compatible address' }

/** What the form suggests for each, and whether it must know an address or a key. */
export const providerForms: Record<Provider, { model: string; key: 'needed' | 'optional'; address: boolean }> = {
  openai: { model: 'gpt-5.2', key: 'needed', address: false },
  anthropic: { model: 'claude-sonnet-4-5', key: 'needed', address: false },
  google: { model: 'gemini-3-pro', key: 'needed', address: false },
  compatible: { model: 'llama3.3', key: 'optional', address: true },
}
