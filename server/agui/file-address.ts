import { idSchema } from '../kernel/ids.ts'
import { env } from '../platform/env.ts'

const publicUrl = () => env.publicUrl().replace(/\/$/, '')

/** Where a workspace's files are for its members and their programs, and which file an address of that kind means. */
export function fileAddress(workspaceSlug: string): { of: (id: string) => string; idIn: (address: string) => string | undefined } {
  const base = `${publicUrl()}/api/workspaces/${workspaceSlug}/files/`
  return {
    of: (id) => `${base}${id}?as=inline`,
    idIn: (address) => (address.startsWith(base) ? idSchema.safeParse(address.slice(base.length).split('?')[0]).data : undefined),
  }
}

/** Where they are for the guests of a chat link, as far as their own room has them. */
export const guestFileAddress = (address: string) => (id: string) => `${publicUrl()}/api/chat/${address}/files/${id}?as=inline`
