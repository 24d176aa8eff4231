import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Shell } from '../../../components/shell/shell.tsx'
import { SignInFirst } from '../../../components/shell/sign-in-first.tsx'
import { WorkspaceProvider } from '../../../components/shell/workspace-context.tsx'
import { actions, listWorkspaces, roleAllows } from '../../../server/access/index.ts'
import { personOf } from '../../../server/accounts/index.ts'

export const metadata: Metadata = { robots: { index: false } }

export default async function WorkspaceLayout({ children, params }: { children: ReactNode; params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params
  const person = await personOf(await headers())
  if (!person) return <SignInFirst />
  const workspaces = await listWorkspaces(person.personId)
  const here = workspaces.find((one) => one.slug === slug)
  if (!here) notFound()
  const allowed = actions.filter((action) => roleAllows(here.role, action))
  return (
    <WorkspaceProvider place={{ ...here, allowed, workspaces, person: { id: person.personId, name: person.name, email: person.email } }}>
      <Shell>{children}</Shell>
    </WorkspaceProvider>
  )
}
