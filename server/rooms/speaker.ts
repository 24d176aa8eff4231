import type { Guest } from '../kernel/principal.ts'

/** Who says something in a room: a member of the workspace, or a guest, whose `personId` is the guest's own. */
export type Speaker = { kind: 'person' | 'guest'; workspaceId: string; personId: string; name: string }

export const speakerOf = ({ kind, workspaceId, guestId, name }: Guest): Speaker => ({ kind, workspaceId, personId: guestId, name })

/** As entries name who wrote them. */
export const authorOf = ({ kind, personId }: Speaker): string => `${kind}:${personId}`
