'use client'
import { CrashMessage, type CrashProps } from '../components/site/crash-message.tsx'

export default function PageError(props: CrashProps) {
  return (
    <main>
      <CrashMessage {...props} whole />
    </main>
  )
}
