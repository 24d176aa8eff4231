import { startProduct } from './product.test-kit.ts'

/** Starts the product once for all journeys, in a new home, by the same script people use. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HEARTH_E2E_URL) return undefined // somebody runs it already
  return (await startProduct(3210)).stop
}
