import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  serverExternalPackages: ['pg', '@dbos-inc/dbos-sdk', '@node-rs/argon2', '@prisma/client', '@prisma/adapter-pg', 'pino', 'yjs'],
  devIndicators: false,
}

export default config
