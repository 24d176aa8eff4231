'use client'
import { useState } from 'react'
import { getTriggerContract, renewWebhookContract, signingSecretContract, type TriggerView } from '../../server/triggers/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { toast } from '../ui/toast.ts'
import { callExample } from './call-example.ts'
import { CopyLine } from './copy-line.tsx'

/** Where a webhook is called, and how. */
export function WebhookAddress({ agent, webhook: { url, signed, reply } }: { agent: string; webhook: NonNullable<TriggerView['webhook']> }) {
  const { slug } = useWorkspace()
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState(false)
  const secret = useData(signingSecretContract, { workspace: slug, agent }, { enabled: shown })
  const renew = useAction(renewWebhookContract, {
    refresh: [getTriggerContract, signingSecretContract],
    onDone: () => {
      setAsking(false)
      toast.success('The webhook has a new address and a new secret')
    },
  })
  if (url === null) return <p className="text-sm text-muted-foreground">Its address is shown to editors: whoever has it can start this agent.</p>
  return (
    <div className="grid gap-3">
      <CopyLine label="Address" text={url} />
      <CopyLine label={signed ? 'A signed call' : 'Example'} text={callExample(url, signed)} />
      <p className="text-sm text-muted-foreground">
        It answers {reply === 'at once' ? 'at once with the id of the run' : 'when the run is finished, with what came of it'}.{' '}
        {signed ? 'Calls without a right signature are refused.' : 'Whoever has the address can call it: signatures are not asked for.'}
      </p>
      {secret.data && shown ? <CopyLine label="Signing secret" text={secret.data.secret} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" busy={shown && secret.isLoading} onClick={() => setShown(!shown)}>
          {shown ? 'Hide the signing secret' : 'Show the signing secret'}
        </Button>
        <Button size="sm" onClick={() => setAsking(true)}>
          New address
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Give this webhook a new address?"
        confirm="New address"
        danger
        busy={renew.isPending}
        onConfirm={() => renew.mutate({ workspace: slug, agent })}
      >
        The old address and the old signing secret stop working at once. Whoever calls it must be told the new ones.
      </ConfirmDialog>
    </div>
  )
}
