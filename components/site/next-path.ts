/** Where to go after signing in: a path of ours and nothing else, so that a link cannot send people to another site. */
export function nextPath(next: string | null | undefined): string | null {
  if (!next?.startsWith('/')) return null
  try {
    const url = new URL(next, 'http://here.invalid')
    return url.origin === 'http://here.invalid' ? url.pathname + url.search + url.hash : null
  } catch {
    return null
  }
}
