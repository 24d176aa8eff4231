import { newId } from '../server/kernel/ids.ts'
import type { Role } from '../server/kernel/principal.ts'
import type { Belongings } from './tenant.test-kit.ts'

/** What a door is tried with: an address's workspace, and whose things are named. */
export type Named = Belongings & {
  workspace: string
  person: string
  email: string
  number: number
  node: string /** Of a large value that the run holds. */
  hash: string
}

export type Door = {
  /** `anyone` and `person` doors show nothing of a workspace, or only the asker's own; `guest` doors one room, by a chat link. */
  access: 'anyone' | 'person' | 'workspace' | 'guest'
  /** The least role that may; for workspace doors. */
  role?: Role
  /** Only who made the thing may: another of any role is refused. */
  author?: true
  /** The tenant's things this request names, in its path or body. Another tenant's must look like missing ones. */
  names?: (keyof Belongings | 'person')[]
  body?: (own: Named) => unknown
  /** What stands in the address behind the path. */
  query?: () => Record<string, string>
  /** Guests of a chat link may, too, with its token: at the link's agent; `own`: what is named must be theirs. Else they are strangers. */
  guest?: 'agent' | 'own'
  /** Its answer never ends. */
  live?: true
  /** Its answer is a file. */
  file?: true
}

const flow = { schema: 1, nodes: {}, wires: [] }
const said = () => ({
  threadId: newId(),
  runId: newId(),
  messages: [{ id: newId(), role: 'user', content: 'hello' }],
  tools: [],
  context: [],
  state: {},
  forwardedProps: {},
})
const ws = '/api/workspaces/:workspace'

/** Every door of the app. A route that is not here fails the tenancy test: say here what it opens, and to whom. */
export const doors: Record<string, Door> = {
  'GET /api/health': { access: 'anyone' },
  'GET /api/auth/:nextauth*': { access: 'anyone' },
  'POST /api/auth/:nextauth*': { access: 'anyone' },
  'POST /api/sign-up': { access: 'anyone', body: () => ({ name: 'New', email: `${newId()}@example.org`, password: 'a long enough password' }) },

  'POST /hooks/:token': { access: 'anyone' },
  'PUT /hooks/:token': { access: 'anyone' },

  'POST /api/password/forgot': { access: 'anyone', body: () => ({ email: `${newId()}@example.org` }) },
  'POST /api/password/reset': { access: 'anyone', body: () => ({ token: 'made-up', password: 'a long enough password' }) },
  'POST /api/password': { access: 'person', body: () => ({ current: 'not this one', password: 'a long enough password' }) },

  'GET /api/me': { access: 'person' },
  'PATCH /api/me': { access: 'person', body: () => ({ mails: true }) },
  'GET /api/sessions': { access: 'person' },
  'POST /api/sessions/revoke': { access: 'person', body: () => ({ sessionId: newId() }) },
  'GET /api/notices/settings': { access: 'person' },
  'PATCH /api/notices/settings': { access: 'person', body: () => ({ pushAnswers: false }) },
  'POST /api/notices/browsers': {
    access: 'person',
    body: () => ({ endpoint: `https://push.example/${newId()}`, p256dh: 'a'.repeat(87), auth: 'b'.repeat(22) }),
  },
  'POST /api/notices/browsers/remove': { access: 'person', body: () => ({ endpoint: 'https://push.example/none' }) },
  'POST /api/workspaces': { access: 'person', body: () => ({ name: 'Another' }) },
  'GET /api/templates': { access: 'person' },
  'GET /api/blocks': { access: 'person' },

  [`GET ${ws}`]: { access: 'workspace', role: 'viewer' },
  [`GET ${ws}/members`]: { access: 'workspace', role: 'viewer' },
  [`PUT ${ws}/members`]: { access: 'workspace', role: 'admin', body: ({ email }) => ({ email, role: 'viewer' }) },
  [`DELETE ${ws}/members/:person`]: { access: 'workspace', role: 'admin', names: ['person'] },

  [`GET ${ws}/tokens`]: { access: 'workspace', role: 'viewer' },
  [`POST ${ws}/tokens`]: { access: 'workspace', role: 'viewer', body: () => ({ name: 'Program', role: 'viewer' }) },
  [`DELETE ${ws}/tokens/:token`]: { access: 'workspace', role: 'admin', names: ['token'] },

  [`GET ${ws}/templates`]: { access: 'workspace', role: 'viewer' },
  [`POST ${ws}/templates`]: { access: 'workspace', role: 'editor', names: ['agent'], body: ({ agent }) => ({ agent, name: 'Another', description: '' }) },
  // by who saved it, or an admin
  [`PATCH ${ws}/templates/:template`]: { access: 'workspace', role: 'admin', names: ['template'], body: () => ({ version: 1, description: 'Taken over' }) },
  [`DELETE ${ws}/templates/:template`]: { access: 'workspace', role: 'admin', names: ['template'] },
  [`POST ${ws}/openapi`]: { access: 'workspace', role: 'editor', body: () => ({ url: 'http://nowhere.invalid/openapi.json' }) },
  [`GET ${ws}/agents`]: { access: 'workspace', role: 'viewer' },
  [`POST ${ws}/agents`]: { access: 'workspace', role: 'editor', body: () => ({ template: 'payments-assistant' }) },
  [`POST ${ws}/agents/:agent/trial`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({}) },
  [`GET ${ws}/agents/:agent`]: { access: 'workspace', role: 'viewer', names: ['agent'] },
  [`PATCH ${ws}/agents/:agent`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ name: 'Taken over' }) },
  [`PUT ${ws}/agents/:agent/draft`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ draftVersion: 1, flow }) },
  [`POST ${ws}/agents/:agent/document`]: { access: 'workspace', role: 'viewer', names: ['agent'], body: () => ({}) },
  [`POST ${ws}/agents/:agent/publish`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ draftVersion: 2 }) },
  [`POST ${ws}/agents/:agent/copilot`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ request: 'Shorten it', flow }) },
  [`GET ${ws}/agents/:agent/revisions`]: { access: 'workspace', role: 'viewer', names: ['agent'] },
  [`GET ${ws}/agents/:agent/usages`]: { access: 'workspace', role: 'viewer', names: ['agent'] },

  [`GET ${ws}/agents/:agent/revisions/:number`]: { access: 'workspace', role: 'viewer', names: ['agent'] },
  [`PATCH ${ws}/agents/:agent/revisions/:number`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ name: 'Taken over' }) },
  [`POST ${ws}/agents/:agent/revisions/:number/restore`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ published: 1 }) },

  [`POST ${ws}/agents/:agent/try`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ flow }) },
  [`GET ${ws}/agents/:agent/try-kit`]: { access: 'workspace', role: 'viewer', names: ['agent'] },
  [`PUT ${ws}/agents/:agent/pins/:node`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ output: { text: 'Taken over' } }) },
  [`DELETE ${ws}/agents/:agent/pins/:node`]: { access: 'workspace', role: 'editor', names: ['agent'] },
  [`PUT ${ws}/agents/:agent/samples`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ name: 'one', input: {} }) },
  [`DELETE ${ws}/agents/:agent/samples`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ name: 'one' }) },

  [`GET ${ws}/agents/:agent/trigger`]: { access: 'workspace', role: 'viewer', names: ['agent'] },
  [`PATCH ${ws}/agents/:agent/trigger`]: { access: 'workspace', role: 'editor', names: ['agent'], body: () => ({ paused: true }) },
  [`GET ${ws}/agents/:agent/trigger/secret`]: { access: 'workspace', role: 'editor', names: ['agent'] },
  [`POST ${ws}/agents/:agent/trigger/renew`]: { access: 'workspace', role: 'editor', names: ['agent'] },

  [`GET ${ws}/agents/:agent/checklist`]: { access: 'workspace', role: 'viewer', names: ['agent'] },
  [`GET ${ws}/agents/:agent/comments`]: { access: 'workspace', role: 'viewer', names: ['agent'] },
  [`POST ${ws}/agents/:agent/comments`]: {
    access: 'workspace',
    role: 'editor',
    names: ['agent'],
    body: () => ({ id: newId(), node: 'a', title: 'Block', text: 'Why?' }),
  },
  [`POST ${ws}/agents/:agent/comments/:thread`]: {
    access: 'workspace',
    role: 'editor',
    names: ['agent', 'thread'],
    body: () => ({ id: newId(), text: 'Because.' }),
  },
  [`PATCH ${ws}/agents/:agent/comments/:thread`]: { access: 'workspace', role: 'editor', names: ['agent', 'thread'], body: () => ({ resolved: true }) },
  [`GET ${ws}/agents/:agent/comments/:thread/:comment`]: { access: 'workspace', role: 'admin', names: ['agent', 'thread', 'comment'] },
  [`PATCH ${ws}/agents/:agent/comments/:thread/:comment`]: {
    access: 'workspace',
    role: 'editor',
    author: true,
    names: ['agent', 'thread', 'comment'],
    body: () => ({ text: 'Taken over' }),
  },
  [`DELETE ${ws}/agents/:agent/comments/:thread/:comment`]: { access: 'workspace', role: 'admin', names: ['agent', 'thread', 'comment'] },
  [`GET ${ws}/agents/:agent/environments`]: { access: 'workspace', role: 'viewer', names: ['agent'] },
  [`PUT ${ws}/agents/:agent/environments`]: {
    access: 'workspace',
    role: 'editor',
    names: ['agent'],
    body: () => ({ environment: 'production', number: 1, former: 1 }),
  },
  [`GET ${ws}/environments`]: { access: 'workspace', role: 'viewer' },
  [`PUT ${ws}/environments`]: { access: 'workspace', role: 'admin', body: () => ({ environment: 'staging', open: true }) },
  [`PUT ${ws}/environments/secrets`]: { access: 'workspace', role: 'admin', body: () => ({ name: 'added', hosts: ['api.example.com'], value: 'x' }) },
  [`DELETE ${ws}/environments/secrets`]: { access: 'workspace', role: 'admin', query: () => ({ name: 'added' }) },
  [`PUT ${ws}/environments/models`]: { access: 'workspace', role: 'admin', body: () => ({ environment: 'staging', model: '', target: '' }) },

  [`GET ${ws}/models`]: { access: 'workspace', role: 'viewer' },
  [`POST ${ws}/models`]: { access: 'workspace', role: 'admin', body: () => ({ provider: 'openai', label: 'Added', defaultModel: 'gpt', key: 'sk-test' }) },
  [`DELETE ${ws}/models/:connection`]: { access: 'workspace', role: 'admin', names: ['connection'] },

  [`POST ${ws}/files`]: { access: 'workspace', role: 'operator', query: () => ({ id: newId(), name: 'note.txt' }), body: () => 'hello' },
  [`GET ${ws}/files`]: { access: 'workspace', role: 'viewer' },
  [`GET ${ws}/files/:file`]: { access: 'workspace', role: 'viewer', names: ['file'], file: true },
  [`DELETE ${ws}/files/:file`]: { access: 'workspace', role: 'admin', names: ['file'] },

  // one's own room for trying, which this one is not
  [`POST ${ws}/rooms/:room/try`]: { access: 'workspace', role: 'editor', names: ['room'], body: () => ({ id: newId(), text: 'hello', flow }) },
  [`GET ${ws}/rooms`]: { access: 'workspace', role: 'viewer' },
  [`POST ${ws}/rooms`]: { access: 'workspace', role: 'operator', names: ['agent'], body: ({ agent }) => ({ agent }) },
  [`GET ${ws}/rooms/:room`]: { access: 'workspace', role: 'viewer', names: ['room'] },
  [`PATCH ${ws}/rooms/:room`]: { access: 'workspace', role: 'operator', names: ['room'], body: () => ({ title: 'Taken over' }) },
  [`GET ${ws}/rooms/:room/feed`]: { access: 'workspace', role: 'viewer', names: ['room'], live: true },
  [`POST ${ws}/rooms/:room/messages`]: { access: 'workspace', role: 'operator', names: ['room'], body: () => ({ id: newId(), text: 'hello' }) },

  [`GET ${ws}/rooms/:room/older`]: { access: 'workspace', role: 'viewer', names: ['room'] },
  [`GET ${ws}/rooms/:room/export`]: { access: 'workspace', role: 'viewer', names: ['room'] },
  [`GET ${ws}/rooms/:room/about`]: { access: 'workspace', role: 'viewer', names: ['room'] },
  [`PUT ${ws}/rooms/:room/read`]: { access: 'workspace', role: 'viewer', names: ['room'], body: () => ({ seq: 1 }) },
  [`PUT ${ws}/rooms/:room/cards`]: { access: 'workspace', role: 'viewer', names: ['room'], body: () => ({ card: 'a', state: { comment: 'half' } }) },
  [`PUT ${ws}/rooms/:room/presence`]: { access: 'workspace', role: 'viewer', names: ['room'], body: () => ({ tab: newId(), state: 'here' }) },
  [`GET ${ws}/rooms/:room/reads`]: { access: 'workspace', role: 'viewer', names: ['room'] },
  [`PUT ${ws}/rooms/:room/reactions`]: {
    access: 'workspace',
    role: 'operator',
    names: ['room', 'message'],
    body: ({ message }) => ({ message, emoji: '👍', on: true }),
  },
  [`POST ${ws}/rooms/:room/again`]: { access: 'workspace', role: 'operator', names: ['room', 'answer'], body: ({ answer }) => ({ run: answer, id: newId() }) },
  [`POST ${ws}/rooms/:room/fork`]: {
    access: 'workspace',
    role: 'operator',
    names: ['room', 'message'],
    body: ({ message }) => ({ id: newId(), item: message }),
  },
  [`GET ${ws}/notices`]: { access: 'workspace', role: 'viewer' },
  [`POST ${ws}/notices/seen`]: { access: 'workspace', role: 'viewer', body: () => ({}) },
  [`GET ${ws}/messages`]: { access: 'workspace', role: 'viewer' },
  [`PUT ${ws}/rooms/:room/members/:member`]: { access: 'workspace', role: 'operator', names: ['room', 'member'], body: () => ({ kind: 'person' }) },
  [`DELETE ${ws}/rooms/:room/members/:member`]: { access: 'workspace', role: 'operator', names: ['room', 'member'] },
  [`PATCH ${ws}/rooms/:room/turns/:turn`]: { access: 'workspace', role: 'operator', names: ['room', 'turn'], body: () => ({ text: 'other words' }) },
  [`DELETE ${ws}/rooms/:room/turns/:turn`]: { access: 'workspace', role: 'operator', names: ['room', 'turn'] },

  [`GET ${ws}/runs`]: { access: 'workspace', role: 'viewer' },
  [`POST ${ws}/runs`]: { access: 'workspace', role: 'operator', names: ['agent'], body: ({ agent }) => ({ agent }) },
  [`GET ${ws}/runs/:run`]: { access: 'workspace', role: 'viewer', names: ['run'] },
  [`GET ${ws}/runs/:run/payloads/:hash`]: { access: 'workspace', role: 'viewer', names: ['run'] },
  [`GET ${ws}/runs/:run/feed`]: { access: 'workspace', role: 'viewer', names: ['run'], live: true },
  [`POST ${ws}/runs/:run/cancel`]: { access: 'workspace', role: 'operator', names: ['run'] },
  [`POST ${ws}/runs/:run/pause`]: { access: 'workspace', role: 'operator', names: ['run'] },
  [`POST ${ws}/runs/:run/resume`]: { access: 'workspace', role: 'operator', names: ['run'] },
  [`POST ${ws}/runs/:run/retry`]: { access: 'workspace', role: 'operator', names: ['run'] },
  [`POST ${ws}/runs/:run/fork`]: { access: 'workspace', role: 'operator', names: ['run'] },
  [`POST ${ws}/runs/:run/dismiss`]: { access: 'workspace', role: 'operator', names: ['run'] },
  [`GET ${ws}/runs/:run/export`]: { access: 'workspace', role: 'viewer', names: ['run'] },
  [`GET ${ws}/runs/counts`]: { access: 'workspace', role: 'viewer' },
  [`GET ${ws}/runs/changes`]: { access: 'workspace', role: 'viewer', live: true },
  [`POST ${ws}/runs/bulk`]: { access: 'workspace', role: 'operator', body: ({ run }) => ({ action: 'cancel', runs: [run] }) },
  [`GET ${ws}/services`]: { access: 'workspace', role: 'viewer' },
  [`PUT ${ws}/services`]: { access: 'workspace', role: 'admin', body: () => ({ service: 'api.example.com', rate: { calls: 5, seconds: 60 }, circuit: null }) },
  [`POST ${ws}/services/reset`]: { access: 'workspace', role: 'admin', body: () => ({ service: 'api.example.com' }) },
  [`GET ${ws}/waits`]: { access: 'workspace', role: 'viewer' },
  [`POST ${ws}/waits/:wait/answer`]: { access: 'workspace', role: 'operator', names: ['wait'], body: () => ({ outcome: 'approved', value: null }) },

  [`GET ${ws}/chat-links`]: { access: 'workspace', role: 'viewer' },
  [`POST ${ws}/chat-links`]: { access: 'workspace', role: 'editor', names: ['agent'], body: ({ agent }) => ({ agent, settings: { title: 'Ask us' } }) },
  [`PATCH ${ws}/chat-links/:link`]: { access: 'workspace', role: 'editor', names: ['link'], body: () => ({ live: false }) },
  [`POST ${ws}/chat-links/:link/rotate`]: { access: 'workspace', role: 'editor', names: ['link'] },
  [`POST ${ws}/chat-links/:link/secret`]: { access: 'workspace', role: 'editor', names: ['link'] },
  [`GET ${ws}/chat-links/:link/guests`]: { access: 'workspace', role: 'viewer', names: ['link'] },
  [`PATCH ${ws}/chat-links/:link/guests/:guest`]: { access: 'workspace', role: 'editor', names: ['link', 'guest'], body: () => ({ ended: true }) },
  [`DELETE ${ws}/chat-links/:link`]: { access: 'workspace', role: 'editor', names: ['link'] },

  // What guests of a chat link use: its address is the key, and their session.
  'GET /api/chat/:link/look': { access: 'anyone' },
  'POST /api/chat/:link/sessions': { access: 'anyone', body: () => ({}) },
  'GET /api/chat/:link/room': { access: 'guest' },
  'GET /api/chat/:link/older': { access: 'guest' },
  'GET /api/chat/:link/feed': { access: 'guest', live: true },
  'POST /api/chat/:link/files': { access: 'guest', query: () => ({ id: newId(), name: 'note.txt' }), body: () => 'hello' },
  'GET /api/chat/:link/files/:file': { access: 'guest', file: true },
  'POST /api/chat/:link/messages': { access: 'guest', body: () => ({ id: newId(), text: 'hello' }) },
  'POST /api/chat/:link/waits/:wait/answer': { access: 'guest', body: () => ({ outcome: 'answered', value: 'x' }) },

  'GET /copilotkit/info': { access: 'person', guest: 'agent' },
  'POST /copilotkit/agent/:agent/connect': { access: 'workspace', role: 'viewer', names: ['agent'], body: said, live: true, guest: 'agent' },
  'POST /copilotkit/agent/:agent/run': { access: 'workspace', role: 'operator', names: ['agent'], body: said, live: true, guest: 'agent' },
  'POST /copilotkit/agent/:agent/stop/:room': {
    access: 'workspace',
    role: 'operator',
    names: ['agent', 'room', 'run'],
    body: ({ run }) => ({ runId: run }),
    guest: 'own',
  },
  // AG-UI addresses name the agent only: its workspace is looked up, and who is no member finds nothing.
  'GET /ag-ui/:agent/capabilities': { access: 'workspace', role: 'viewer', names: ['agent'], guest: 'agent' },
  'GET /ag-ui/:agent/threads': { access: 'workspace', role: 'viewer', names: ['agent'], guest: 'agent' },
  'GET /ag-ui/:agent/threads/:room': { access: 'workspace', role: 'viewer', names: ['agent', 'room'], guest: 'agent' },
  'POST /ag-ui/rooms/:room/connect': { access: 'workspace', role: 'viewer', names: ['room'], body: said, live: true },
  'POST /ag-ui/:agent/connect': { access: 'workspace', role: 'viewer', names: ['agent'], body: said, live: true, guest: 'agent' },
  'POST /ag-ui/:agent/run': { access: 'workspace', role: 'operator', names: ['agent'], body: said, live: true, guest: 'agent' },
  'POST /ag-ui/:agent/cancel': {
    access: 'workspace',
    role: 'operator',
    names: ['agent', 'room', 'run'],
    body: ({ room, run }) => ({ threadId: room, runId: run }),
    guest: 'own',
  },
  'POST /ag-ui/:agent/resume': {
    access: 'workspace',
    role: 'operator',
    names: ['agent', 'run', 'wait'],
    body: ({ run, wait }) => ({ executionId: run, toolCallId: wait, content: { approved: true } }),
    guest: 'own',
  },
}
