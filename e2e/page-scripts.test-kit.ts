import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** Adds up the scripts a page loads from now on, in bytes as a server sends them (gzip). */
export function scriptsOf(page: Page): () => Promise<{ bytes: number; scripts: number }> {
  const loads: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') loads.push(response.body().then((body) => gzipSync(body).length))
  })
  return async () => {
    const all = await Promise.all(loads)
    return { bytes: all.reduce((sum, size) => sum + size, 0), scripts: all.length }
  }
}
