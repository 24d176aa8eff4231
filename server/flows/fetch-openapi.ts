import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { safeFetch } from '../platform/safe-fetch.ts'
import type { fetchOpenApiContract } from './contract.ts'

/** The text at an address, for who edits flows; by the same way out as an HTTP request of a flow. Errors: as of `safeFetch`. */
export async function fetchOpenApi(who: Principal, { url }: Pick<z.output<typeof fetchOpenApiContract.input>, 'url'>): Promise<{ text: string }> {
  await requireAccess(who, 'agent:edit', who)
  const { status, body } = await safeFetch({
    method: 'GET',
    url,
    headers: { accept: 'application/json, application/yaml;q=0.9, */*;q=0.5' },
    timeoutMs: 20_000,
  })
  if (status >= 400)
    throw new AppError(
      'outside-failed',
      `${new URL(url).host} answered ${status}. Open the address in a browser, save the document and choose the file.`,
      { status },
      { retry: 'never' },
    )
  return { text: body }
}
