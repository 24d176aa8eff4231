import { defineConfig } from '@playwright/test'

/** Journeys on the running product: e2e/journey-setup.ts starts it as `npm start` does, in a home of its own. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/journey-setup.ts',
  workers: 2,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/journeys',
  use: {
    baseURL: process.env.HEARTH_E2E_URL ?? 'http://localhost:3210',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(process.env.HEARTH_CHROMIUM ? { executablePath: process.env.HEARTH_CHROMIUM } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
