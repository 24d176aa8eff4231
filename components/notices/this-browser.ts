import { addBrowserContract, removeBrowserContract } from '../../server/notices/contract.ts'
import { api } from '../api.ts'

const worker = '/notices-worker.js'

/** Pushes need https (or this very computer), and a browser that knows them. */
export const takesPushes = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

export async function isSubscribed(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration(worker)
  return (await registration?.pushManager.getSubscription()) != null && Notification.permission === 'granted'
}

/** Asks the person first. What went wrong comes as a sentence. */
export async function subscribe(pushKey: string): Promise<string | undefined> {
  if ((await Notification.requestPermission()) !== 'granted')
    return 'The browser does not allow notifications of this site. Allow them in its settings, then try again.'
  const registration = await navigator.serviceWorker.register(worker)
  await navigator.serviceWorker.ready
  const given = await registration.pushManager.getSubscription()
  const subscription = given ?? (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: pushKey }))
  const { endpoint, keys } = subscription.toJSON()
  if (!endpoint || !keys?.p256dh || !keys.auth) return 'The browser gave no address for pushes.'
  await api(addBrowserContract, { endpoint, p256dh: keys.p256dh, auth: keys.auth })
  return undefined
}

export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(worker)
  const subscription = await registration?.pushManager.getSubscription()
  if (!subscription) return
  await api(removeBrowserContract, { endpoint: subscription.endpoint })
  await subscription.unsubscribe()
}
