import { startProduct } from './product.test-kit.ts'

/** Starts the product once for all journeys, in a new home, by the same script people use. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HEARTH_E2E_URL) return undefined // somebody runs it already
  // a model that stands here on the machine may be connected
  return (await startProduct(3210, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })).stop
}
