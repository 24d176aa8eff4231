import type { z } from 'zod'
import type { Contract } from '../server/kernel/contract.ts'
import { AppError, type ErrorData, fromErrorData } from '../server/kernel/errors.ts'

/** Calls an endpoint by its contract. Throws AppError, also when the network is away (`unavailable`). */
export async function api<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  input: z.input<I>,
  signal?: AbortSignal,
  headers: Record<string, string> = {},
): Promise<z.output<O>> {
  const { url, rest } = addressOf(contract, input as Record<string, unknown>)
  const hasBody = contract.method !== 'GET' && contract.method !== 'DELETE'
  let response: Response
  try {
    response = await fetch(url, {
      method: contract.method,
      headers: hasBody ? { ...headers, 'content-type': 'application/json' } : headers,
      ...(hasBody ? { body: JSON.stringify(rest) } : {}),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new AppError('unavailable', 'Hearth cannot be reached. Check the connection; what you typed is still here.', undefined, { cause })
  }
  const body: unknown = await response.json().catch(() => null)
  if (!response.ok) throw errorOf(body, response.status)
  return body as z.output<O>
}

/** The address of a contract with its parameters filled in; for GET what is left goes to the query. */
export function addressOf(contract: Contract, input: Record<string, unknown>): { url: string; rest: Record<string, unknown> } {
  const rest = { ...input }
  let url = contract.path.replace(/:([a-z]+)/gi, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (contract.method === 'GET' || contract.method === 'DELETE') {
    const query = new URLSearchParams(
      Object.entries(rest)
        .filter(([, v]) => v !== undefined)
        .map(([k, v]) => [k, String(v)]),
    )
    if (query.size > 0) url += `?${query}`
  }
  return { url, rest }
}

function errorOf(body: unknown, status: number): AppError {
  if (typeof body === 'object' && body !== null && 'error' in body) return fromErrorData((body as { error: ErrorData }).error)
  return new AppError(status === 401 ? 'not-signed-in' : 'internal')
}
