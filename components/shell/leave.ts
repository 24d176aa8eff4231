import { toast } from '../ui/toast.ts'

/** Ends this session, then loads the sign-in page afresh so that nothing of it stays in memory. */
export function leave(): void {
  const out = import('next-auth/react').then(({ signOut }) => signOut({ redirect: false }))
  out.then(
    () => window.location.assign('/sign-in'),
    () => toast.error('You are still signed in', { description: 'Hearth cannot be reached. Check the connection, then try again.' }),
  )
}
