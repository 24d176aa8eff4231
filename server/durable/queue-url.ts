/**
 * For connections of DBOS: it sets this limit by a query of its own on each new connection unless the address says it, and does not
 * wait for that before the next one, which pg is about to refuse.
 */
export function queueUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.searchParams.set('options', [url.searchParams.get('options') ?? '', '-c idle_in_transaction_session_timeout=60000'].join(' ').trim())
  return url.href
}
