'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cx } from '../ui/cx.ts'

export type NavLinkProps = { href: string; exact?: boolean; icon?: ReactNode; aside?: ReactNode; quiet?: boolean; children: ReactNode }

/** One line of the sidebar; marked when the page it leads to, or one below it, is open. */
export function NavLink({ href, exact = false, icon, aside, quiet = false, children }: NavLinkProps) {
  const path = usePathname()
  const here = path === href || (!exact && path.startsWith(`${href}/`))
  return (
    <Link
      href={href}
      aria-current={here ? 'page' : undefined}
      className={cx(
        'flex h-7.5 items-center gap-2 rounded-md px-2 text-sm transition-colors duration-100 hover:bg-sidebar-accent hover:text-sidebar-accent-foreground coarse:h-10 [&>svg]:size-4 [&>svg]:shrink-0',
        here ? 'bg-sidebar-accent font-medium text-sidebar-accent-foreground' : quiet ? 'text-muted-foreground' : 'text-sidebar-foreground',
      )}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside}
    </Link>
  )
}
