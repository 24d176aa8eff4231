import { pushService } from '../server/notices/push-service.test-kit.ts'
import { call, expect, roomWith, test } from './journeys.test-kit.ts'

const service = await pushService()
test.afterAll(() => service.close())

/**
 * A headless browser has no push service behind it. So the address it subscribes at is a push service that stands here, which reads
 * what comes as that browser would; then the browser hands it to the product's own service worker, as it does with any push.
 */
test('[journey.push] a browser subscribes, what waits is pushed to it while nobody looks, and its service worker shows it', async ({ page, context, me }) => {
  await context.grantPermissions(['notifications'])
  const name = crypto.randomUUID()
  await page.addInitScript((subscription) => {
    const { endpoint, ...keys } = subscription
    let held: object | null = null
    const given = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => true }
    PushManager.prototype.subscribe = async () => {
      held = given
      return given as unknown as PushSubscription
    }
    PushManager.prototype.getSubscription = async () => held as PushSubscription | null
  }, service.subscribe(name))
  const devtools = await context.newCDPSession(page)
  const registered = new Promise<string>((done) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ isDeleted }) => !isDeleted)
      if (ours) done(ours.registrationId)
    }),
  )
  await devtools.send('ServiceWorker.enable')

  await page.goto(`/${me.slug}/settings/account`)
  const here = page.getByRole('switch', { name: 'Push to this browser' })
  await here.click()
  await expect(here).toBeChecked()
  await expect(page.getByRole('switch', { name: 'Push decisions' })).toBeEnabled()

  const address = await roomWith(context, me.slug)
  await call(context, 'POST', `/api/workspaces/${me.slug}/rooms/${address.split('/')[3]}/messages`, { id: crypto.randomUUID(), text: 'Send 25 EUR to Anna' })
  await expect(() => expect(service.pushed.filter(({ browser }) => browser === name)).toHaveLength(1)).toPass({ timeout: 60_000 })
  const [push] = service.pushed.filter(({ browser }) => browser === name)
  const { title } = JSON.parse(push?.text ?? '') as { title: string }

  await devtools.send('ServiceWorker.deliverPushMessage', { origin: new URL(page.url()).origin, registrationId: await registered, data: push?.text ?? '' })
  const shown = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((one) => [one.title, one.data.path]))
  await expect(async () => expect(await shown()).toEqual([[title, expect.stringContaining(address)]])).toPass()
})
