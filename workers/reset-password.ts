import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resetLink } from '../server/accounts/index.ts'
import { isAppError } from '../server/kernel/errors.ts'
import { closeDatabase } from '../server/platform/db.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { env } from '../server/platform/env.ts'

/** Prints a link with which a person sets a new password: for installations that send no e-mail. Hearth must be running. */
async function main(email: string | undefined): Promise<string> {
  if (!email) throw new Error('Say whose: npm run reset-password -- ada@example.org')
  const file = join(env.home(), 'hearth.json')
  if (!existsSync(file)) throw new Error(`Hearth is not running with its data in ${env.home()}. Start it first, or set HEARTH_HOME.`)
  process.env.HEARTH_URL ??= (JSON.parse(readFileSync(file, 'utf8')) as { url: string }).url
  process.env.DATABASE_URL ??= (await startEmbeddedPostgres(join(env.home(), 'postgres'))).url // the one that runs is found
  return `${await resetLink(email)}\n\nIt works once, within an hour. Give it to them and nobody else.`
}

try {
  console.log(await main(process.argv[2]))
} catch (error) {
  console.error(error instanceof Error && (isAppError(error) || !('code' in error)) ? error.message : error)
  process.exitCode = 1
} finally {
  await closeDatabase()
}
