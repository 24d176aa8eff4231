import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { build } from 'vite'

type Files = ReadonlyMap<string, string>

/** The fixture page in e2e/copilotkit, bundled once: what it loads at first and what it may load later. */
let bundle: Promise<Files> | undefined

const base = '/copilotkit-page/'

async function bundled(): Promise<Files> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    base,
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rollupOptions: {
        input: fileURLToPath(new URL('./copilotkit/page.tsx', import.meta.url)),
        output: { entryFileNames: 'page.js', chunkFileNames: '[name]-[hash].js', assetFileNames: '[name].[ext]' },
      },
    },
  })
  const [only] = [made].flat()
  const files = only && 'output' in only ? only.output : []
  return new Map(files.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]))
}

/** Puts the fixture page below the product's own address, so that the session's cookie goes along. */
export async function serveCopilotPage(page: Page): Promise<void> {
  bundle ??= bundled()
  const files = await bundle
  const html = `<!doctype html><html lang="en"><head><title>Somebody's page</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${base}page.css"></head><body style="margin:0"><div id="page"></div><script type="module" src="${base}page.js"></script></body></html>`
  await page.route(`**${base}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(base.length)
    const body = name === '' ? html : files.get(name)
    if (body === undefined) return route.fulfill({ status: 404 })
    return route.fulfill({ contentType: name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'text/html', body })
  })
}
