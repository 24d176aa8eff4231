'use client'
import { CrashMessage, type CrashProps } from '../../../components/site/crash-message.tsx'

export default function WorkspaceError(props: CrashProps) {
  return <CrashMessage {...props} />
}
