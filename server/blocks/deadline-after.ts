/** The moment so many hours after `at`, as a wait takes it. 0 hours: no end. */
export function deadlineAfter(at: string, hours: number): { deadline?: string } {
  return hours > 0 ? { deadline: new Date(Date.parse(at) + hours * 3_600_000).toISOString() } : {}
}
