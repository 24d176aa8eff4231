import type { ConnectionView, Provider } from './contract.ts'

/** A way to a model, with all that a call needs. Lives only in the process that calls. */
export type Connection = ConnectionView & { /** Opened just before a call. */ key: string | null /** Where the vault keeps it. */; secretName: string | null }

/** Used when nobody named a model: current at the time of this release, and set by HEARTH_MODEL or in the settings. */
const usualModel: Record<Exclude<Provider, 'compatible'>, string> = { openai: 'gpt-5.6', anthropic: 'claude-sonnet-5-5', google: 'gemini-3.8-flash' }

const keys = [
  ['openai', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OpenAI'],
  ['anthropic', 'ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL', 'Anthropic'],
  ['google', 'GOOGLE_GENERATIVE_AI_API_KEY', 'GOOGLE_GENERATIVE_AI_BASE_URL', 'Google'],
] as const

/**
 * What the installation's environment connects. HEARTH_MODEL names the default: `anthropic/claude-…`, or with
 * HEARTH_MODEL_URL the model at that OpenAI-compatible address.
 */
export function environmentConnections(env: Record<string, string | undefined>): Connection[] {
  const wanted = env.HEARTH_MODEL?.trim() ?? ''
  const found: Connection[] = keys.flatMap(([provider, keyName, urlName, label]) => {
    const key = env[keyName]?.trim()
    if (!key) return []
    const named = !env.HEARTH_MODEL_URL && wanted.startsWith(`${provider}/`)
    const defaultModel = named ? wanted.slice(provider.length + 1) : usualModel[provider]
    return [
      {
        id: `environment:${provider}`,
        provider,
        label,
        baseUrl: env[urlName]?.trim() || null,
        defaultModel,
        isDefault: named,
        source: 'environment' as const,
        key,
        secretName: null,
      },
    ]
  })
  if (env.HEARTH_MODEL_URL)
    found.push({
      id: 'environment:compatible',
      provider: 'compatible',
      label: 'Custom',
      baseUrl: env.HEARTH_MODEL_URL.trim(),
      defaultModel: wanted || 'default',
      isDefault: true,
      source: 'environment',
      key: env.HEARTH_MODEL_KEY?.trim() || null,
      secretName: null,
    })
  return found
}

/** One default among all: the workspace's own if it chose one, else the environment's, else the first there is. */
export function withOneDefault<C extends ConnectionView>(own: C[], environment: C[]): C[] {
  const all = [...own, ...environment]
  const chosen = own.find((connection) => connection.isDefault) ?? environment.find((connection) => connection.isDefault) ?? all[0]
  return all.map((connection) => ({ ...connection, isDefault: connection === chosen }))
}
