import { MessagePage } from '../../../components/site/message-page.tsx'

export default function NotFoundHere() {
  return (
    <MessagePage title="There is nothing here">
      The address may be wrong, the thing may be gone, or your role may not see it. Everything else is in the sidebar.
    </MessagePage>
  )
}
