import { accountsSamples } from './samples/accounts.ts'
import { chartsSamples } from './samples/charts.ts'
import { paymentsSamples } from './samples/payments.ts'
import { peopleSamples } from './samples/people.ts'
import { placesSamples } from './samples/places.ts'
import type { Sample } from './samples/sample.ts'
import { shopSamples } from './samples/shop.ts'

/** One true-to-life example of every card. Times are near `now`, so that what counts down does. */
export function samplesAt(now: Date): Sample[] {
  return [...accountsSamples(now), ...paymentsSamples(now), ...shopSamples(now), ...placesSamples(now), ...chartsSamples(), ...peopleSamples()]
}
