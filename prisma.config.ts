import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// The CLI wants to download a native schema engine; ours runs Prisma's own WebAssembly build instead.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./prisma/schema-engine.mjs', import.meta.url))
process.env.CHECKPOINT_DISABLE ??= '1'

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://hearth@127.0.0.1:5432/hearth' },
})
