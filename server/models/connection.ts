import { type ConnectionView, type Price, usualModels } from './contract.ts'

/** A way to a model, with all that a call needs. Lives only in the process that calls. */
export type Connection = ConnectionView & { /** Opened just before a call. */ key: string | null /** Where the vault keeps it. */; secretName: string | null }

const keys = [
  ['openai', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OpenAI'],
  ['anthropic', 'ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL', 'Anthropic'],
  ['google', 'GOOGLE_GENERATIVE_AI_API_KEY', 'GOOGLE_GENERATIVE_AI_BASE_URL', 'Google'],
] as const

/**
 * What the installation's environment connects. HEARTH_MODEL names the default: `anthropic/claude-…`, or with
 * HEARTH_MODEL_URL the model at that OpenAI-compatible address. HEARTH_MODEL_PRICE is what that one costs: `2.5/10`.
 */
export function environmentConnections(env: Record<string, string | undefined>): Connection[] {
  const wanted = env.HEARTH_MODEL?.trim() ?? ''
  const found: Connection[] = keys.flatMap(([provider, keyName, urlName, label]) => {
    const key = env[keyName]?.trim()
    if (!key) return []
    const named = !env.HEARTH_MODEL_URL && wanted.startsWith(`${provider}/`)
    const defaultModel = named ? wanted.slice(provider.length + 1) : usualModels[provider]
    return [
      {
        id: `environment:${provider}`,
        provider,
        label,
        baseUrl: env[urlName]?.trim() || null,
        defaultModel,
        isDefault: named,
        price: named ? priceIn(env.HEARTH_MODEL_PRICE) : null,
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
      price: priceIn(env.HEARTH_MODEL_PRICE),
      source: 'environment',
      key: env.HEARTH_MODEL_KEY?.trim() || null,
      secretName: null,
    })
  return found
}

/** `input/output`, US dollars for a million tokens. What cannot be read counts as not said. */
function priceIn(text = ''): Price | null {
  const [, input, output] = /^\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(text) ?? []
  return input === undefined || output === undefined ? null : { input: Number(input), output: Number(output) }
}

/** One default among all: the workspace's own if it chose one, else the environment's, else the first there is. */
export function withOneDefault<C extends ConnectionView>(own: C[], environment: C[]): C[] {
  const all = [...own, ...environment]
  const chosen = own.find((connection) => connection.isDefault) ?? environment.find((connection) => connection.isDefault) ?? all[0]
  return all.map((connection) => ({ ...connection, isDefault: connection === chosen }))
}
