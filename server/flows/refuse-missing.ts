import type { EnvironmentName, Missing } from '../environments/contract.ts'
import { AppError } from '../kernel/errors.ts'

/** A revision goes nowhere where it would not find what it refers to. */
export function refuseMissing(missing: readonly Missing[]): void {
  const first = missing[0]
  if (!first) return
  const more = missing.length > 1 ? ` And ${missing.length - 1} more: see the checklist.` : ''
  throw new AppError('flow-has-problems', `${first.message}${more}`, { missing: [...missing] })
}

export function refuseClosed(environment: EnvironmentName, open: readonly EnvironmentName[]): void {
  if (!open.includes(environment))
    throw new AppError('conflict', `This workspace has no environment ${environment} open. Open it under Settings → Environments.`)
}
