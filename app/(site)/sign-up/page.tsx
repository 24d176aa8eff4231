import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthFrame, AuthLink } from '../../../components/site/auth-frame.tsx'
import { nextPath } from '../../../components/site/next-path.ts'
import { SignUpForm } from '../../../components/site/sign-up-form.tsx'
import { homePath } from '../home-path.ts'

export const metadata: Metadata = { title: 'Create an account' }

export default async function SignUpPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams
  const path = nextPath(typeof next === 'string' ? next : null)
  const home = await homePath()
  if (home) redirect(path ?? home)
  return (
    <AuthFrame
      title="Create an account"
      lead="It comes with a workspace of your own."
      below={
        <>
          Have one already? <AuthLink href={path ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in'}>Sign in</AuthLink>
        </>
      }
    >
      <SignUpForm next={path} />
    </AuthFrame>
  )
}
