import { DBOS } from '@dbos-inc/dbos-sdk'
import { migrate } from '../platform/migrate.ts'

/** Brings a database to this version of Hearth: our schema, then DBOS's, with the tenant role allowed to enqueue. */
export async function prepareDatabase(databaseUrl: string): Promise<string[]> {
  const applied = await migrate(databaseUrl)
  await DBOS.migrate(databaseUrl, { applicationRole: 'hearth_app' })
  return applied
}
