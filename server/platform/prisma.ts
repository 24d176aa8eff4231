import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { PrismaClient } from '../generated/prisma/client.ts'
import { systemPool } from './db.ts'

const holder = globalThis as typeof globalThis & { hearthPrisma?: { pool: pg.Pool; client: PrismaClient } }

/**
 * Prisma over the system pool, for plain create-read-update-delete in stores that stand above workspaces. What must
 * share a transaction with others, or is hot, is SQL through platform/db.ts.
 */
export function prisma(): PrismaClient {
  const pool = systemPool()
  if (holder.hearthPrisma?.pool !== pool) holder.hearthPrisma = { pool, client: new PrismaClient({ adapter: new PrismaPg(pool) }) }
  return holder.hearthPrisma.client
}
