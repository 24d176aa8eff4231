import { z } from 'zod'

export const roleSchema = z.enum(['owner', 'admin', 'editor', 'operator', 'viewer'])
export type Role = z.infer<typeof roleSchema>

/** Who asks: a person, signed in or through a program of theirs. */
export type Person = {
  kind: 'person'
  personId: string
  /** Empty for a program. */
  sessionId: string
  name: string
  email: string
  /** What a program came in with: good for one workspace, and for no more than `role` allows. */
  token?: { id: string; workspaceId: string; role: Role }
}

/** Who asks, inside one workspace. Role is read per request from the database, never from a token. */
export type Principal = Person & { workspaceId: string; workspaceSlug: string; role: Role }

/**
 * Who asks from outside, by a chat link: a member of one room. Not a {@link Principal}, so a use case that is not written for
 * guests cannot be handed one.
 */
export type Guest = {
  kind: 'guest'
  guestId: string
  name: string
  workspaceId: string
  linkId: string
  /** The token of the link's address that they came by. */
  address: string
  agentId: string
  roomId: string
}

/** Who comes to a protocol's door, before it is known what they may see there. */
export type Asker = Person | Guest
