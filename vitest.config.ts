import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{server,components,workers,app,e2e}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/*.crash.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'db',
          include: ['{server,workers,e2e}/**/*.db.test.ts'],
          globalSetup: ['e2e/database-setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'crash',
          include: ['{server,workers,e2e}/**/*.crash.test.ts'],
          globalSetup: ['e2e/database-setup.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
