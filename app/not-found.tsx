import type { Metadata } from 'next'
import { MessagePage } from '../components/site/message-page.tsx'
import { ButtonLink } from '../components/ui/button-link.tsx'

export const metadata: Metadata = { title: 'Not found' }

/** The same words for what does not exist and for what one may not see. */
export default function NotFound() {
  return (
    <main>
      <MessagePage whole title="There is nothing here" action={<ButtonLink href="/">To the start page</ButtonLink>}>
        The address may be wrong, the thing may be gone, or your account may not see it. Ask whoever sent you the link to check which account they shared it
        with.
      </MessagePage>
    </main>
  )
}
