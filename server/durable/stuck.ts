import { systemSql } from '../platform/db.ts'
import { log } from '../platform/log.ts'

/**
 * Marks runs that a worker holds and of which nothing was heard for `minutes`, and takes the mark off those that moved
 * again. A mark only asks people to look: a slow service looks the same from here. Answers the newly marked.
 */
export async function markStuck(minutes = 10): Promise<string[]> {
  await systemSql`update run r set stuck_since = null where r.stuck_since is not null
    and (r.status <> 'running' or exists (select from feed_entry e where e.feed_id = r.id and e.at > r.stuck_since))`
  const rows = await systemSql<{ id: string }>`
    update run r set stuck_since = clock_timestamp() where r.status = 'running' and r.stuck_since is null
      and r.created_at < clock_timestamp() - ${minutes} * interval '1 minute'
      and not exists (select from feed_entry e join feed f on f.id = e.feed_id and e.seq = f.last_seq
        where f.id = r.id and e.at > clock_timestamp() - ${minutes} * interval '1 minute')
    returning r.id::text`
  for (const { id } of rows) log.warn({ run: id }, `nothing was heard of this run for ${minutes} minutes although a worker holds it`)
  return rows.map(({ id }) => id)
}
