import type { Metadata } from 'next'
import { AuthFrame, AuthLink } from '../../../components/site/auth-frame.tsx'
import { ResetPasswordForm } from '../../../components/site/reset-password-form.tsx'

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' }

export default function ResetPasswordPage() {
  return (
    <AuthFrame
      title="New password"
      lead="All devices are signed out when it is set."
      below={
        <>
          The link does not work? <AuthLink href="/forgot-password">Ask for a new one</AuthLink>
        </>
      }
    >
      <ResetPasswordForm />
    </AuthFrame>
  )
}
