import { signIn } from 'next-auth/react'
import { meContract } from '../../server/accounts/contract.ts'
import { AppError, type ErrorCode, errorCodes } from '../../server/kernel/errors.ts'
import { api } from '../api.ts'

/** Signs in and answers the path of the person's first workspace. Errors: `wrong-credentials`, `too-many-requests`, `unavailable`. */
export async function openSession(email: string, password: string): Promise<string> {
  const answer = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined)
  if (!answer) throw new AppError('unavailable', 'Hearth cannot be reached. Check the connection, then try again.')
  if (answer.error) throw new AppError(isCode(answer.error) ? answer.error : 'internal')
  const { workspaces } = await api(meContract, {})
  return `/${workspaces[0]?.slug ?? ''}`
}

function isCode(text: string): text is ErrorCode {
  return text in errorCodes
}
