import { health } from '../platform/health.ts'

/** For whoever starts, watches or balances us: 200 when ready, 503 when not. Says nothing about tenants, so anyone may ask. */
export async function healthEndpoint(): Promise<Response> {
  const state = await health()
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
