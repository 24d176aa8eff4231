'use client'
import { ThemeProvider } from 'next-themes'
import { Skeleton } from '../ui/index.ts'
import { accentCss } from './accent.ts'
import { Closed } from './closed.tsx'
import { GuestChat } from './guest-chat.tsx'
import { GuestHeader } from './guest-header.tsx'
import type { Looks } from './looks.ts'
import { useGuestDoor } from './use-guest-door.ts'
import { Welcome } from './welcome.tsx'

/** A guest's page: the agent's name, the conversation, and nothing else. */
export function GuestPage({ link, page }: { link: string; page: Looks }) {
  const { scheme, accent } = page.theme
  const guest = useGuestDoor(link, page.closed)
  const { door } = guest
  return (
    <ThemeProvider
      attribute="class"
      storageKey="hearth:chat-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(scheme === 'auto' ? {} : { forcedTheme: scheme })}
    >
      <style>{accentCss(accent)}</style>
      <main className="flex h-dvh min-h-0 flex-col bg-background">
        <GuestHeader page={page} onRenew={door.at === 'in' && page.access === 'public' ? guest.renew : undefined} />
        {door.at === 'refused' ? (
          <Closed
            reason={door.reason}
            onAgain={door.again ? () => window.location.reload() : page.access === 'public' && !page.closed ? guest.renew : undefined}
          />
        ) : door.at === 'in' ? (
          <GuestChat key={door.session} link={link} page={page} token={door.session} chosen={door.files ?? []} onRefused={guest.refuse} />
        ) : door.at === 'new' ? (
          <Welcome page={page} onBegin={guest.begin} busy={guest.opening} />
        ) : (
          <div role="status" aria-label="The chat is being opened" className="mx-auto grid w-full max-w-180 gap-3 px-6 py-8">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
          </div>
        )}
      </main>
    </ThemeProvider>
  )
}
