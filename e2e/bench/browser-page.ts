import type { Page } from '@playwright/test'

/** Milliseconds from the beginning of the navigation: until the page had come, its scripts, the room's entries, and the last message, with this text, stood in the window. */
export type Opened = { page: number; scripts: number; entries: number; seen: number }

export async function openedAt(page: Page, address: string, text: string): Promise<Opened> {
  await page.addInitScript((wanted) => {
    const seen = window as { seenAt?: number }
    const look = () => {
      const article = [...document.querySelectorAll('article')].at(-1)
      const box = article?.textContent?.includes(wanted) ? article.getBoundingClientRect() : undefined
      if (box && box.bottom > 0 && box.top < innerHeight) seen.seenAt = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, text)
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForFunction(() => (window as { seenAt?: number }).seenAt)
  return page.evaluate((room) => {
    const seen = (window as { seenAt?: number }).seenAt ?? Number.NaN
    const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const last = (which: (name: string) => boolean) =>
      Math.max(0, ...all.flatMap(({ name, responseEnd }) => (which(name) && responseEnd <= seen ? responseEnd : [])))
    const [own] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return {
      page: own?.responseEnd ?? Number.NaN,
      scripts: last((name) => name.includes('.js')),
      entries: last((name) => name.includes(`/rooms/${room}?`)),
      seen,
    }
  }, address.split('/').at(-1))
}

/** From here on the page notes when each word that was looked for stands in it. */
export async function watchWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Map<string, number>()
    ;(window as unknown as { words: Map<string, number> }).words = seen
    const look = () => {
      const at = performance.timeOrigin + performance.now()
      for (const article of [...document.querySelectorAll('article')].slice(-4))
        for (const [word] of (article.textContent ?? '').matchAll(/word-[0-9a-f-]{36}/g)) if (!seen.has(word)) seen.set(word, at)
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}

/** When that was, in milliseconds since the epoch. */
export async function seenIn(page: Page, word: string): Promise<number> {
  const seen = await page.waitForFunction((wanted) => (window as unknown as { words: Map<string, number> }).words.get(wanted), word, { polling: 10 })
  return (await seen.jsonValue()) ?? Number.NaN
}
