import { Bot, Files, House, ListTree, type LucideIcon, MessagesSquare, Settings } from 'lucide-react'

export type Section = { label: string; icon: LucideIcon; href: (slug: string) => string; exact?: boolean }

/** The places of a workspace, in the order of the sidebar and the palette. */
export const sections: Section[] = [
  { label: 'Home', icon: House, href: (slug) => `/${slug}`, exact: true },
  { label: 'Rooms', icon: MessagesSquare, href: (slug) => `/${slug}/rooms` },
  { label: 'Agents', icon: Bot, href: (slug) => `/${slug}/agents` },
  { label: 'Runs', icon: ListTree, href: (slug) => `/${slug}/runs` },
  { label: 'Files', icon: Files, href: (slug) => `/${slug}/files` },
]

export const settings: Section = { label: 'Settings', icon: Settings, href: (slug) => `/${slug}/settings` }
