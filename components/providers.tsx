'use client'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { makeQueryClient } from './data/query-client.ts'
import { Toaster } from './ui/toaster.tsx'

/** What every page may rely on: data, theme, tooltips, toasts. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient)
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <QueryClientProvider client={client}>
        <Tooltip.Provider delay={400} closeDelay={0}>
          {children}
        </Tooltip.Provider>
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  )
}
