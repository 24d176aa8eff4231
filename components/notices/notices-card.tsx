'use client'
import { useEffect, useState } from 'react'
import { toErrorData } from '../../server/kernel/errors.ts'
import { changeNoticeSettingsContract, type NoticeSettings, noticeSettingsContract } from '../../server/notices/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { Card, CardBody, CardHeader } from '../ui/card.tsx'
import { Field } from '../ui/field.tsx'
import { Switch } from '../ui/switch.tsx'
import { toast } from '../ui/toast.ts'
import { isSubscribed, subscribe, takesPushes, unsubscribe } from './this-browser.ts'

/** What somebody is told of beside the bell, and how. */
export function NoticesCard() {
  const { data } = useData(noticeSettingsContract, {})
  const change = useAction(changeNoticeSettingsContract, { refresh: [noticeSettingsContract] })
  const browser = useThisBrowser(data?.pushKey)
  if (!data) return null
  const now = { ...data, ...(change.isPending ? change.variables : {}) }
  const set = (next: Partial<NoticeSettings>) => change.mutate(next)
  return (
    <Card>
      <CardHeader title="Notifications" description="The bell always shows what waits for you." />
      <CardBody className="grid gap-4">
        <Field
          label="Push to this browser"
          help={
            browser.possible ? 'Also while no page of Hearth is open.' : 'This browser takes no pushes here; they need https and a browser that allows them.'
          }
          disabled={!browser.possible}
          inline
        >
          <Switch checked={browser.on} onChange={browser.set} />
        </Field>
        <Field label="Push answers" help="When an agent answered you and you were not looking." disabled={data.browsers === 0 && !browser.on} inline>
          <Switch checked={now.pushAnswers} onChange={(pushAnswers) => set({ pushAnswers })} />
        </Field>
        <Field label="Push decisions" help="When something waits for an answer you may give." disabled={data.browsers === 0 && !browser.on} inline>
          <Switch checked={now.pushDecisions} onChange={(pushDecisions) => set({ pushDecisions })} />
        </Field>
        <Field label="Push mentions" help="When a comment on a flow names you." disabled={data.browsers === 0 && !browser.on} inline>
          <Switch checked={now.pushMentions} onChange={(pushMentions) => set({ pushMentions })} />
        </Field>
        {data.mails ? (
          <Field label="Mentions by e-mail" help="A letter when a comment on a flow names you." inline>
            <Switch checked={now.mailMentions} onChange={(mailMentions) => set({ mailMentions })} />
          </Field>
        ) : null}
        {data.mails ? (
          <Field label="Decisions by e-mail" help="A letter as soon as one waits for you, beside the reminders." inline>
            <Switch checked={now.mailDecisions} onChange={(mailDecisions) => set({ mailDecisions })} />
          </Field>
        ) : null}
      </CardBody>
    </Card>
  )
}

function useThisBrowser(pushKey: string | undefined): { possible: boolean; on: boolean; set: (on: boolean) => void } {
  const [possible, setPossible] = useState(false)
  const [on, setOn] = useState(false)
  useEffect(() => {
    setPossible(takesPushes())
    if (takesPushes()) isSubscribed().then(setOn, () => undefined)
  }, [])
  const set = (next: boolean) => {
    const work = next && pushKey ? subscribe(pushKey) : unsubscribe().then(() => undefined)
    work.then(
      (problem) => {
        if (problem) toast.error(problem)
        else setOn(next)
      },
      (error: unknown) => void toast.error(toErrorData(error).message),
    )
  }
  return { possible, on, set }
}
