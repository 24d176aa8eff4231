'use client'
import type { LinkView } from '../../server/links/contract.ts'
import { CopyLine } from '../agents/copy-line.tsx'
import { Dialog } from '../ui/index.ts'

/** How a site takes the chat in. */
export function EmbedDialog({ link: { url, settings }, open, onClose }: { link: LinkView; open: boolean; onClose: () => void }) {
  if (!url) return null
  const { origin, pathname } = new URL(url)
  const identity = settings.access === 'restricted' ? ' data-identity="SIGNED_TOKEN"' : ''
  const script = `<script src="${origin}/embed.js" data-link="${pathname.split('/').pop()}"${identity} async></script>`
  const frame = `<iframe src="${url}${identity ? '#identity=SIGNED_TOKEN' : ''}" title="${settings.title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" style="width: 100%; height: 640px; border: 0"></iframe>`
  return (
    <Dialog open={open} onOpenChange={(on) => !on && onClose()} size="md" title="Put on a site" description="Copy one of these into your page.">
      <div className="grid gap-4">
        <CopyLine label="A button in the corner" text={script} />
        <CopyLine label="A place of its own in the page" text={frame} />
        {settings.origins.length > 0 ? (
          <p className="text-sm text-pretty text-muted-foreground">
            Works on <span className="break-words text-foreground">{settings.origins.join(', ')}</span> and nowhere else.
          </p>
        ) : (
          <p role="status" className="text-sm text-pretty text-warning">
            No site may show it yet. Add yours under Change, Allowed sites.
          </p>
        )}
        {identity ? (
          <p className="text-sm text-pretty text-muted-foreground">
            SIGNED_TOKEN is a JSON Web Token (HS256) that your server signs with this link’s signing secret: <code className="font-mono text-xs">sub</code> says
            who it is, <code className="font-mono text-xs">exp</code> until when it holds; <code className="font-mono text-xs">name</code> and{' '}
            <code className="font-mono text-xs">email</code> if you like.
          </p>
        ) : null}
      </div>
    </Dialog>
  )
}
