// Shows what was pushed while no page looks, and opens it. Keeps nothing.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { id, title, text, path } = event.data?.json() ?? {}
  if (typeof title !== 'string') return
  event.waitUntil(self.registration.showNotification(title, { body: text, tag: id, data: { path }, icon: '/icon.svg' }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { path } = event.notification.data ?? {}
  // a path of ours and nothing else
  const address = new URL(typeof path === 'string' && /^\/[^/\\]/.test(path) ? path : '/', self.location.origin).href
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (pages) => {
      const open = pages.find((page) => page.url === address) ?? pages[0]
      if (!open) return self.clients.openWindow(address)
      await open.focus()
      return open.url === address ? undefined : open.navigate(address)
    }),
  )
})
