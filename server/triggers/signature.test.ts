import { expect, it } from 'vitest'
import { checkSignature } from './signature.ts'

// the example of the Standard Webhooks specification
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const body = new TextEncoder().encode('{"test": 2432232314}')
const signed = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': '1614265330',
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}
const then = new Date(1614265330_000)
const check = (more: Record<string, string> = {}, bytes = body, now = then) => checkSignature(new Headers({ ...signed, ...more }), bytes, secret, now)

it('[trigger.webhook-signed] takes a call signed as the standard says, also when it is signed with several secrets', () => {
  check()
  check({ 'webhook-signature': `v1,AAAA v1a,whatever ${signed['webhook-signature']}` })
})

it('[trigger.webhook-signed] refuses a wrong signature, a changed body, another id and an old call', () => {
  expect(() => check({ 'webhook-signature': 'v1,AAAA' })).toThrow(/does not fit/)
  expect(() => check({}, new TextEncoder().encode('{"test": 1}'))).toThrow(/does not fit/)
  expect(() => check({ 'webhook-id': 'msg_other' })).toThrow(/does not fit/)
  expect(() => check({}, body, new Date(then.getTime() + 301_000))).toThrow(/five minutes/)
  expect(() => checkSignature(new Headers(), body, secret, then)).toThrow(/signed calls only/)
})
