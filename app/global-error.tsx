'use client'
import './globals.css'
import { CrashMessage, type CrashProps } from '../components/site/crash-message.tsx'

/** Even the frame broke, so this brings its own. */
export default function GlobalError(props: CrashProps) {
  return (
    <html lang="en">
      <body>
        <title>Hearth</title>
        <main>
          <CrashMessage {...props} whole />
        </main>
      </body>
    </html>
  )
}
