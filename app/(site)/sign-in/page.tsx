import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthFrame, AuthLink } from '../../../components/site/auth-frame.tsx'
import { nextPath } from '../../../components/site/next-path.ts'
import { SignInForm } from '../../../components/site/sign-in-form.tsx'
import { homePath } from '../home-path.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams
  const path = nextPath(typeof next === 'string' ? next : null)
  const home = await homePath()
  if (home) redirect(path ?? home)
  return (
    <AuthFrame
      title="Sign in"
      lead={path ? 'Then you go on where you were.' : 'Everything is where you left it.'}
      below={
        <>
          New here? <AuthLink href={path ? `/sign-up?next=${encodeURIComponent(path)}` : '/sign-up'}>Create an account</AuthLink>
          <span aria-hidden="true"> · </span>
          <AuthLink href="/forgot-password">Forgotten password</AuthLink>
        </>
      }
    >
      <SignInForm next={path} />
    </AuthFrame>
  )
}
