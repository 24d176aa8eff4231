import { type Provider, usualModels } from '../../server/models/contract.ts'

export const providerNames: Record<Provider, string> = { openai: 'OpenAI', anthropic: 'Anthropic', google: 'Google', compatible: 'OpenAI-compatible address' }

/** What the form suggests for each, and whether it must know an address or a key. */
export const providerForms: Record<Provider, { model: string; key: 'needed' | 'optional'; address: boolean }> = {
  openai: { model: usualModels.openai, key: 'needed', address: false },
  anthropic: { model: usualModels.anthropic, key: 'needed', address: false },
  google: { model: usualModels.google, key: 'needed', address: false },
  compatible: { model: 'llama3.3', key: 'optional', address: true },
}
