import { hash, verify } from '@node-rs/argon2'

/** argon2id with the parameters OWASP names for 2025: 19 MiB, two passes, one lane (some 40 ms). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let dummy: Promise<string> | undefined

/** Takes as long for nobody (`stored` undefined) as for somebody: the time tells no one which addresses exist. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password')
  const fits = await verify(stored ?? (await dummy), password)
  return fits && stored !== undefined
}
