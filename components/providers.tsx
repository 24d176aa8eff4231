'use client'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { makeQueryClient } from './data/query-client.ts'
import { Toaster } from './ui/toaster.tsx'

/** What every page may rely on: data, theme, tooltips, toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient)
  const guests = usePathname().startsWith('/c/')
  const page = (
    <QueryClientProvider client={client}>
      <Tooltip.Provider delay={400} closeDelay={0}>
        {children}
      </Tooltip.Provider>
      <Toaster />
    </QueryClientProvider>
  )
  // a chat link brings a theme of its own: what somebody chose for their workspace does not count there
  if (guests) return page
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      {page}
    </ThemeProvider>
  )
}
