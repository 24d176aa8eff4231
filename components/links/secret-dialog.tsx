'use client'
import { type LinkView, linkSecretContract, listLinksContract } from '../../server/links/contract.ts'
import { CopyLine } from '../agents/copy-line.tsx'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, Dialog, DialogClose } from '../ui/index.ts'

/** Makes the secret that signs who guests are, and shows it this once. */
export function SecretDialog({ link, open, onClose }: { link: LinkView; open: boolean; onClose: () => void }) {
  const { slug } = useWorkspace()
  const make = useAction(linkSecretContract, { refresh: [listLinksContract] })
  const shut = () => {
    make.reset()
    onClose()
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(on) => !on && shut()}
      size="md"
      title="Signing secret"
      description="With it your server vouches for who a guest is. It belongs on a server, never into a page."
      footer={
        make.data ? (
          <Button variant="primary" onClick={shut}>
            I have kept it
          </Button>
        ) : (
          <>
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button variant={link.signs ? 'danger' : 'primary'} busy={make.isPending} onClick={() => make.mutate({ workspace: slug, link: link.id })}>
              {link.signs ? 'Make a new one' : 'Make the secret'}
            </Button>
          </>
        )
      }
    >
      {make.data ? (
        <div className="grid gap-3">
          <CopyLine label="Secret" text={make.data.secret} />
          <p className="text-sm text-pretty text-muted-foreground">It is shown this once. Lost, it is replaced by a new one.</p>
        </div>
      ) : (
        <p className="text-sm text-pretty">
          {link.signs ? 'This link has a secret. A new one takes its place at once: tokens signed with the old one are refused.' : 'This link has none yet.'}
        </p>
      )}
    </Dialog>
  )
}
