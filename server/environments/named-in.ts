import { AppError } from '../kernel/errors.ts'
import { type EnvironmentName, environmentNames, environmentSchema } from './contract.ts'

/** The environment that an address names, `?environment=staging`. Error: `invalid-input`. */
export function namedIn(request: Request): EnvironmentName | undefined {
  const named = new URL(request.url).searchParams.get('environment')
  if (named === null) return undefined
  const { data } = environmentSchema.safeParse(named)
  if (!data) throw new AppError('invalid-input', `There is no environment ${named.slice(0, 60)}. Name one of ${environmentNames.join(', ')}.`)
  return data
}
