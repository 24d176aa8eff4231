import type { EnvironmentName } from '../../server/environments/contract.ts'
import type { Tone } from '../ui/badge.tsx'

/** What people read for an environment. */
export const environmentWords: Record<EnvironmentName, string> = { development: 'Development', staging: 'Staging', production: 'Production' }
export const environmentTone: Record<EnvironmentName, Tone> = { development: 'neutral', staging: 'info', production: 'success' }
