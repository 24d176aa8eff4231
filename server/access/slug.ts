/** Words that are pages or wires of ours at the top level: no workspace can have such an address. */
const reserved = new Set([
  'a2a',
  'about',
  'account',
  'admin',
  'ag-ui',
  'api',
  'app',
  'assets',
  'auth',
  'blog',
  'contact',
  'docs',
  'embed',
  'explore',
  'favicon',
  'health',
  'hearth',
  'help',
  'hooks',
  'icons',
  'images',
  'invitations',
  'invite',
  'legal',
  'live',
  'login',
  'logout',
  'mcp',
  'me',
  'new',
  'oauth',
  'pricing',
  'privacy',
  'public',
  'robots',
  'scim',
  'search',
  'security',
  'settings',
  'sign-in',
  'sign-out',
  'sign-up',
  'signin',
  'signup',
  'site',
  'static',
  'status',
  'support',
  'system',
  'team',
  'templates',
  'terms',
  'well-known',
  'workspace',
  'workspaces',
  'www',
])

/** A workspace's address made from its name: lower-case ASCII letters, digits and hyphens; never reserved, 2 to 32 characters. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 32)
    .replace(/-+$/, '')
  if (slug.length < 2) return 'space'
  return reserved.has(slug) ? `${slug}-space` : slug
}

export const isReserved = (slug: string): boolean => reserved.has(slug)

/** The slug itself, then numbered ones, then ones that cannot be taken: what to try in turn. */
export function* slugsLike(slug: string, random: () => string): Generator<string, never> {
  yield slug
  for (let i = 2; i < 10; i++) yield `${slug}-${i}`
  for (;;) yield `${slug}-${random()}`
}
