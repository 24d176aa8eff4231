import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isAppError } from '../../server/kernel/errors.ts'
import { toast } from '../ui/toast.ts'

/**
 * Reads repeat only when trying again can help (`retry: 'later'`). A command that fails says so in a toast, unless its
 * form shows the error itself (`meta: { quiet: true }`).
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < 2 && isAppError(error) && error.retry === 'later',
      },
    },
    queryCache: new QueryCache({ onError: signInWhenAsked }),
    mutationCache: new MutationCache({
      onError(error, _variables, _context, mutation) {
        signInWhenAsked(error)
        if (mutation.meta?.quiet !== true) toast.error(error.message)
      },
    }),
  })
}

/** The session ended somewhere else: come back here after signing in. */
function signInWhenAsked(error: Error): void {
  if (!isAppError(error) || error.code !== 'not-signed-in') return
  const here = window.location.pathname + window.location.search
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`)
}
