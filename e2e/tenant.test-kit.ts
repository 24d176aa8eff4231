import { newId } from '../server/kernel/ids.ts'
import { asSystem } from '../server/platform/db.ts'
import { sealSecret } from '../server/vault/index.ts'

/** What a tenant owns, by name: for tests that try another tenant's ids at every door. */
export type Belongings = {
  agent: string
  revision: string
  room: string
  run: string
  wait: string
  connection: string
  turn: string
  file: string
  token: string
  /** Somebody who is in the room. */
  member: string
  /** A run that answered in the room. */
  answer: string
  message: string
  link: string
  template: string
  guest: string
  /** A talk about a block. */
  thread: string
  /** What was said in it. */
  comment: string
}

/** Ids of everything a tenant may own, of which nothing exists yet. */
export const freshIds = (): Belongings => ({
  agent: newId(),
  revision: newId(),
  room: newId(),
  run: newId(),
  wait: newId(),
  connection: newId(),
  turn: newId(),
  file: newId(),
  token: newId(),
  member: newId(),
  answer: newId(),
  message: newId(),
  link: newId(),
  template: newId(),
  guest: newId(),
  thread: newId(),
  comment: newId(),
})

/** A workspace with one row in every tenant table, written straight into the database. Answers its id. */
export async function seedTenant(slug: string): Promise<string> {
  const workspaceId = newId()
  const personId = newId()
  await asSystem(async (tx) => {
    await tx.sql`insert into person (id, email, name, password_hash) values (${personId}, ${`${slug}@example.org`}, ${slug}, '')`
    await tx.sql`insert into workspace (id, slug, name) values (${workspaceId}, ${slug}, ${slug})`
    await tx.sql`insert into membership (workspace_id, person_id, role) values (${workspaceId}, ${personId}, 'owner')`
  })
  await giveBelongings(workspaceId, personId)
  return workspaceId
}

/** One row of everything, into a workspace that exists: an agent with a revision, a room, a waiting run, a model connection, a booking. */
export function giveBelongings(workspaceId: string, personId: string): Promise<Belongings> {
  const own = { ...freshIds(), member: personId }
  const flow = JSON.stringify({ schema: 1, nodes: {}, wires: [] })
  const question = JSON.stringify({ kind: 'approval', title: 'Send it?', component: 'ApprovalCard', props: { title: 'Send it?' }, responseSchema: {} })
  return asSystem(async (tx) => {
    await tx.sql`insert into agent (id, workspace_id, name, description, icon, draft, created_by) values (${own.agent}, ${workspaceId}, 'Private agent', 'private', 'bot', ${flow}::jsonb, ${personId})`
    await tx.sql`insert into flow_document (agent_id, workspace_id, state, newest) values (${own.agent}, ${workspaceId}, '\\x0000', 1)`
    await tx.sql`insert into flow_update (agent_id, workspace_id, seq, update) values (${own.agent}, ${workspaceId}, 1, '\\x0000')`
    await tx.sql`insert into flow_former (agent_id, root, workspace_id, state) values (${own.agent}, 0, ${workspaceId}, '\\x0000')`
    await tx.sql`insert into flow_template (id, workspace_id, name, description, icon, flow, saved_by) values (${own.template}, ${workspaceId}, 'Private template', 'private', 'bot', ${flow}::jsonb, ${personId})`
    await tx.sql`insert into revision (id, workspace_id, agent_id, number, hash, flow, plan, plan_hash, note, published_by)
      values (${own.revision}, ${workspaceId}, ${own.agent}, 1, 'h', ${flow}::jsonb, '{"root":null,"hash":"h","blocks":{}}', 'h', '', ${personId})`
    await tx.sql`update agent set published_revision = ${own.revision} where id = ${own.agent}`
    for (const [id, kind, body] of [
      [own.room, 'room', { type: 'CUSTOM', name: 'private' }],
      [own.run, 'run', { kind: 'run.queued' }],
    ]) {
      await tx.sql`insert into feed (id, workspace_id, kind, last_seq, last_hash) values (${id}, ${workspaceId}, ${kind}, 1, '')`
      await tx.sql`insert into feed_entry (feed_id, seq, workspace_id, kind, body, body_hash, hash) values (${id}, 1, ${workspaceId}, 'private', ${JSON.stringify(body)}::jsonb, '', '')`
    }
    await tx.sql`insert into room (id, workspace_id, title, created_by) values (${own.room}, ${workspaceId}, 'Private room', ${personId})`
    await tx.sql`insert into room_member (room_id, kind, member_id, workspace_id) values (${own.room}, 'person', ${personId}, ${workspaceId}), (${own.room}, 'agent', ${own.agent}, ${workspaceId})`
    await tx.sql`insert into room_turn (id, workspace_id, room_id, message_id, root_id, agent_id, run_id, state, text, said, author_id, author, person_id, trigger, why)
      values (${own.turn}, ${workspaceId}, ${own.room}, 'm', 'm', ${own.agent}, ${newId()}, 'queued', 'private', false, ${`person:${personId}`}, 'Private', ${personId}, 'chat', '{}')`
    await tx.sql`insert into card_state (room_id, card_id, person_id, workspace_id, state) values (${own.room}, 'private', ${personId}, ${workspaceId}, '{}')`
    await tx.sql`insert into file_content (workspace_id, hash, body) values (${workspaceId}, 'private', 'private')`
    await tx.sql`insert into file (id, workspace_id, name, type, bytes, hash, created_by, used_at) values (${own.file}, ${workspaceId}, 'private.txt', 'text/plain', 7, 'private', ${personId}, now())`
    await tx.sql`insert into file_use (workspace_id, file_id, kind, place) values (${workspaceId}, ${own.file}, 'room', ${own.room})`
    const answered = newId()
    await tx.sql`insert into room_turn (id, workspace_id, room_id, message_id, root_id, agent_id, run_id, state, text, said, author_id, author, person_id, trigger, why)
      values (${answered}, ${workspaceId}, ${own.room}, ${own.message}, 'm', ${own.agent}, ${own.answer}, 'ended', 'private', true, ${`person:${personId}`}, 'Private', ${personId}, 'chat', '{}')`
    await tx.sql`insert into feed_entry (feed_id, seq, workspace_id, producer_key, kind, body, body_hash, hash) values (${own.room}, 2, ${workspaceId}, ${`routed:${answered}`}, 'TEXT_MESSAGE_START', ${JSON.stringify({ type: 'TEXT_MESSAGE_START', messageId: own.message, role: 'user', metadata: { roomId: own.room, authorId: 'private' } })}::jsonb, '', '')`
    await tx.sql`update feed set last_seq = 2 where id = ${own.room}`
    await tx.sql`insert into room_message (room_id, message_id, workspace_id, seq, author_id, author, text, at) values (${own.room}, ${own.message}, ${workspaceId}, 1, 'private', 'private', 'private', now())`
    await tx.sql`insert into room_read (room_id, person_id, workspace_id, seq) values (${own.room}, ${personId}, ${workspaceId}, 1)`
    await tx.sql`insert into run (id, workspace_id, agent_id, revision_id, status, trigger, input, outlet, started_by, epoch)
      values (${own.run}, ${workspaceId}, ${own.agent}, ${own.revision}, 'waiting', 'message', '{}', ${own.room}, ${personId}, 1)`
    await tx.sql`insert into run_word (id, workspace_id, run_id, message_id, text, person_id, author) values (${newId()}, ${workspaceId}, ${own.run}, 'm', 'private', ${personId}, 'Private')`
    await tx.sql`insert into run_step (run_id, path, workspace_id, outcome, output) values (${own.run}, 'first', ${workspaceId}, 'done', '{"private":true}')`
    await tx.sql`insert into run_wait (id, workspace_id, run_id, path, question, status) values (${own.wait}, ${workspaceId}, ${own.run}, 'ask', ${question}::jsonb, 'open')`
    await tx.sql`insert into notice (id, workspace_id, person_id, kind, source, room_id, run_id, title, text) values (${newId()}, ${workspaceId}, ${personId}, 'decision', ${own.wait}, ${own.room}, ${own.run}, 'private', 'private')`
    await tx.sql`insert into payload (workspace_id, hash, bytes, body) values (${workspaceId}, 'private', 9, '"private"')`
    await tx.sql`insert into payload_use (run_id, workspace_id, hash) values (${own.run}, ${workspaceId}, 'private')`
    await tx.sql`insert into secret (id, workspace_id, name, kind, sealed, created_by) values (${newId()}, ${workspaceId}, 'private', 'openai', '\\x00', ${personId})`
    await tx.sql`insert into model_connection (id, workspace_id, provider, label, default_model) values (${own.connection}, ${workspaceId}, 'openai', 'Private connection', 'gpt')`
    await tx.sql`insert into mail (id, workspace_id, person_id, key, subject, body) values (${newId()}, ${workspaceId}, ${personId}, ${newId()}, 'private', 'private')`
    await tx.sql`insert into service_limit (workspace_id, service, calls, seconds, set_by) values (${workspaceId}, 'private.example', 1, 1, ${personId})`
    await tx.sql`insert into service_state (workspace_id, service) values (${workspaceId}, 'private.example')`
    await tx.sql`insert into agent_trigger (agent_id, workspace_id, revision_id, kind, topic) values (${own.agent}, ${workspaceId}, ${own.revision}, 'event', 'private')`
    await tx.sql`insert into flow_event (id, workspace_id, topic, payload, delivered_at) values (${newId()}, ${workspaceId}, 'private', '"private"', now())`
    await tx.sql`insert into chat_link (id, workspace_id, agent_id, token_hash, settings, created_by)
      values (${own.link}, ${workspaceId}, ${own.agent}, ${Buffer.from(own.link)}, '{"title":"Private link"}', ${personId})`
    await sealSecret(tx, { workspaceId, name: `chat-link/${own.link}`, kind: 'chat-link', value: 'private', by: personId })
    await tx.sql`insert into chat_guest (id, workspace_id, link_id, room_id, name) values (${own.guest}, ${workspaceId}, ${own.link}, ${own.room}, 'Private guest')`
    await tx.sql`insert into chat_message (guest_id, message_id, link_id, workspace_id) values (${own.guest}, ${newId()}, ${own.link}, ${workspaceId})`
    await tx.sql`insert into comment_thread (id, workspace_id, agent_id, node, title) values (${own.thread}, ${workspaceId}, ${own.agent}, 'private', 'Private block')`
    await tx.sql`insert into comment (id, workspace_id, thread_id, text, author_id) values (${own.comment}, ${workspaceId}, ${own.thread}, 'private', ${personId})`
    await tx.sql`insert into comment_change (id, workspace_id, comment_id, text, by_id) values (${newId()}, ${workspaceId}, ${own.comment}, 'private, too', ${personId})`
    await tx.sql`insert into environment (workspace_id, name, opened_by) values (${workspaceId}, 'staging', ${personId})`
    await tx.sql`insert into agent_pointer (agent_id, environment, workspace_id, revision_id) values (${own.agent}, 'staging', ${workspaceId}, ${own.revision})`
    await tx.sql`insert into pointer_move (id, workspace_id, agent_id, environment, number, moved_by) values (${newId()}, ${workspaceId}, ${own.agent}, 'staging', 1, ${personId})`
    await tx.sql`insert into flow_secret (workspace_id, name, hosts, made_by) values (${workspaceId}, 'private', '{private.example}', ${personId})`
    await tx.sql`insert into environment_model (workspace_id, environment, model, target, set_by) values (${workspaceId}, 'staging', 'private', 'openai', ${personId})`
    await tx.sql`insert into agent_pin (agent_id, node, workspace_id, output, pinned_by) values (${own.agent}, 'private', ${workspaceId}, '{}', ${personId})`
    await tx.sql`insert into agent_sample (agent_id, name, workspace_id, input) values (${own.agent}, 'private', ${workspaceId}, '{}')`
    await tx.sql`insert into access_token (id, workspace_id, person_id, name, role, hash, hint, expires_at)
      values (${own.token}, ${workspaceId}, ${personId}, 'Private', 'viewer', ${Buffer.from(own.token)}, 'abcd', now() + interval '1 day')`
    await tx.sql`insert into feed_state (feed_id, workspace_id, state) values (${own.room}, ${workspaceId}, '{"private":true}')`
    const account = newId()
    const transfer = newId()
    await tx.sql`insert into ledger_account (id, workspace_id, key, label, kind, currency, decimals) values (${account}, ${workspaceId}, 'private', 'Private', 'savings', 'EUR', 2)`
    await tx.sql`insert into ledger_transfer (id, workspace_id, idempotency_key, memo) values (${transfer}, ${workspaceId}, 'private', 'private')`
    await tx.sql`insert into ledger_entry (id, workspace_id, transfer_id, account_id, amount_minor) values (${newId()}, ${workspaceId}, ${transfer}, ${account}, 1)`
    return own
  })
}
