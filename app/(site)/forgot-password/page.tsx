import type { Metadata } from 'next'
import { AuthFrame, AuthLink } from '../../../components/site/auth-frame.tsx'
import { ForgotPasswordForm } from '../../../components/site/forgot-password-form.tsx'

export const metadata: Metadata = { title: 'Forgotten password' }

export default function ForgotPasswordPage() {
  return (
    <AuthFrame
      title="Forgotten password"
      lead="A link to set a new one comes by e-mail."
      below={
        <>
          Remembered? <AuthLink href="/sign-in">Sign in</AuthLink>
        </>
      }
    >
      <ForgotPasswordForm />
    </AuthFrame>
  )
}
