import { MessagePage } from '../../../components/site/message-page.tsx'

export default function NotFound() {
  return (
    <main>
      <MessagePage whole title="This chat is not here">
        The link may be old, or not copied whole. Ask whoever gave it to you for the one of today.
      </MessagePage>
    </main>
  )
}
