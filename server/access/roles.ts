import type { Role } from '../kernel/principal.ts'

/**
 * Who may do what: the one table. Each role may also do all that the roles below it may, so an action names the
 * lowest role that is allowed.
 */
const lowestRole = {
  'workspace:read': 'viewer',
  'workspace:manage': 'admin',
  'member:read': 'viewer',
  'member:manage': 'admin',
  'agent:read': 'viewer',
  'agent:edit': 'editor',
  'agent:publish': 'editor',
  'run:read': 'viewer',
  'run:start': 'operator',
  'run:cancel': 'operator',
  'wait:read': 'viewer',
  'wait:answer': 'operator',
  'file:read': 'viewer',
  'file:upload': 'operator',
  /** One's own. */
  'file:delete': 'operator',
  /** Anybody's. */
  'file:manage': 'admin',
  'room:read': 'viewer',
  'room:create': 'operator',
  'room:post': 'operator',
  'room:update': 'operator',
  'link:read': 'viewer',
  'link:manage': 'editor',
  'model:read': 'viewer',
  'model:manage': 'admin',
  'token:manage': 'admin',
  'secret:read': 'editor',
  'secret:manage': 'admin',
} as const satisfies Record<string, Role>

export type Action = keyof typeof lowestRole

export const actions = Object.keys(lowestRole) as Action[]

const rank: Record<Role, number> = { viewer: 0, operator: 1, editor: 2, admin: 3, owner: 4 }

export function roleAllows(role: Role, action: Action): boolean {
  return rank[role] >= rank[lowestRole[action]]
}

/** The least a member must be for this, for messages that say what to do. */
export const roleNeededFor = (action: Action): Role => lowestRole[action]

/** May a member of role `mine` make somebody `other`, or change somebody who is? Nobody reaches above themselves. */
export const reaches = (mine: Role, other: Role): boolean => rank[mine] >= rank[other]
