import { z } from 'zod'

export const roleSchema = z.enum(['owner', 'admin', 'editor', 'operator', 'viewer'])
export type Role = z.infer<typeof roleSchema>

/** Who asks: a signed-in person. */
export type Person = { kind: 'person'; personId: string; sessionId: string; name: string; email: string }

/** Who asks, inside one workspace. Role is read per request from the database, never from a token. */
export type Principal = Person & { workspaceId: string; workspaceSlug: string; role: Role }
