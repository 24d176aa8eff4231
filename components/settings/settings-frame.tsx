'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { cx } from '../ui/cx.ts'
import { Page } from '../ui/page.tsx'
import { PageHeader } from '../ui/page-header.tsx'

const parts = [
  { path: 'models', label: 'Models' },
  { path: 'services', label: 'Services' },
  { path: 'environments', label: 'Environments' },
  { path: 'links', label: 'Chat links' },
  { path: 'members', label: 'Members' },
  { path: 'tokens', label: 'Tokens' },
  { path: 'account', label: 'Your account' },
]

/** The settings pages under one heading, each with an address of its own. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { slug } = useWorkspace()
  const here = usePathname()
  return (
    <Page narrow>
      <PageHeader title="Settings" />
      <nav aria-label="Settings" className="mb-6 flex gap-5 overflow-x-auto border-b">
        {parts.map(({ path, label }) => {
          const href = `/${slug}/settings/${path}`
          return (
            <Link
              key={path}
              href={href}
              aria-current={here === href ? 'page' : undefined}
              className={cx(
                '-mb-px flex h-9 items-center border-b-2 text-sm font-medium whitespace-nowrap -outline-offset-2 coarse:h-11',
                here === href ? 'border-foreground' : 'border-transparent text-muted-foreground hover:text-foreground',
              )}
            >
              {label}
            </Link>
          )
        })}
      </nav>
      {children}
    </Page>
  )
}
