import { AppError } from '../../server/kernel/errors.ts'
import { guestFileContract, guestHeader, guestUploadContract } from '../../server/links/contract.ts'
import { addressOf } from '../api.ts'
import { type GuestFiles, sendFile } from '../files/index.ts'

/** The files of a guest's conversation: fetched and sent with the session, which no address may hold. */
export function guestFiles(link: string, session: string, most: GuestFiles['most']): GuestFiles & { forget: () => void } {
  const headers = { [guestHeader]: session }
  const fetched = new Map<string, Promise<string>>()
  const load = async (file: string): Promise<string> => {
    const response = await fetch(addressOf(guestFileContract, { link, file, as: 'inline' }).url, { headers })
    if (!response.ok) throw new AppError(response.status === 404 ? 'not-found' : 'unavailable')
    return URL.createObjectURL(await response.blob())
  }
  return {
    most,
    load: (file) => {
      const known = fetched.get(file)
      if (known) return known
      const address = load(file)
      address.catch(() => fetched.delete(file)) // the next look tries again
      fetched.set(file, address)
      return address
    },
    upload: (id, file) => sendFile(addressOf(guestUploadContract, { link }).url, { id, file, most: most.bytes, headers }),
    forget: () => {
      for (const address of fetched.values()) address.then(URL.revokeObjectURL, () => undefined)
      fetched.clear()
    },
  }
}
