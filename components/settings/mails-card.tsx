'use client'
import { changeMeContract, meContract } from '../../server/accounts/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { Card, CardBody, CardHeader } from '../ui/card.tsx'
import { Field } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'

/** Only where the installation sends mail at all. */
export function MailsCard() {
  const me = useData(meContract, {})
  const change = useAction(changeMeContract, { refresh: [meContract] })
  const mails = change.isPending ? change.variables.mails : me.data?.person.mails
  if (mails === null || mails === undefined) return null
  return (
    <Card>
      <CardHeader title="E-mail" />
      <CardBody>
        <Field label="Remind me by e-mail" help="Of questions that wait for an answer I may give, when their flow asks for reminders." inline>
          <Switch checked={mails} onChange={(next) => change.mutate({ mails: next })} />
        </Field>
      </CardBody>
    </Card>
  )
}
