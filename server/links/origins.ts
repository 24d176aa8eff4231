/** May a page from here embed a chat whose link allows these origins? */
export function isAllowed(origins: readonly string[], origin: string): boolean {
  return origins.some((allowed) => {
    if (!allowed.includes('*.')) return allowed === origin
    const [scheme = '', below = ''] = allowed.split('*')
    return origin.startsWith(scheme) && origin.endsWith(below) && origin.length > allowed.length - 1 && !/[/@]/.test(origin.slice(scheme.length))
  })
}

/** What browsers are told (Content Security Policy 3 §6.4.2): our own pages, and those that the link allows. */
export const frameAncestors = (origins: readonly string[]): string => `frame-ancestors ${["'self'", ...origins].join(' ')}`

/** The origin of an address; undefined when it has none. */
export const originOf = (address: string | null): string | undefined =>
  address !== null && URL.canParse(address) && /^https?:/.test(address) ? new URL(address).origin : undefined
