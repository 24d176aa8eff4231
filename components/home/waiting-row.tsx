'use client'
import { ArrowRight, Hand } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useId, useState } from 'react'
import { neededFor } from '../../server/engine/question.ts'
import type { ListedWait } from '../../server/runs/contract.ts'
import { LazyCard } from '../genui/index.ts'
import { useApproval } from '../room/use-approval.ts'
import { Button } from '../ui/button.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { toast } from '../ui/toast.ts'

/** One question: go to where it was asked, or answer it here. */
export function WaitingRow({ wait, workspace }: { wait: ListedWait; workspace: string }) {
  const [open, setOpen] = useState(false)
  const body = useId()
  const { question, agentName, askedAt, answers, barred, escalatedAt } = wait
  const needed = neededFor(question)
  const words = open ? 'Close' : barred ? 'Look' : 'Answer'
  return (
    <li className="border-b last:border-b-0">
      <div className="group flex items-center gap-2 pr-3 transition-colors hover:bg-muted/60">
        <Link
          href={wait.outlet ? `/${workspace}/rooms/${wait.outlet}` : `/${workspace}/runs/${wait.runId}`}
          className="flex min-w-0 flex-1 items-center gap-3 py-3 pl-4 focus-visible:-outline-offset-2"
        >
          <span aria-hidden="true" className="flex size-8 shrink-0 items-center justify-center rounded-md bg-ember-soft text-ember">
            <Hand className="size-4" />
          </span>
          <span className="min-w-0 flex-1">
            <span className="line-clamp-2 text-base font-medium break-words">{question.title}</span>
            <span className="block truncate text-sm text-muted-foreground">
              {agentName ? `${agentName} · ` : ''}asked <TimeAgo at={askedAt} />
              {needed > 1 ? ` · ${answers.length} of ${needed} said yes` : ''}
              {escalatedAt ? ' · escalated' : ''}
              {barred ? ' · not for you to answer' : ''}
            </span>
          </span>
          <ArrowRight aria-hidden="true" className="size-4 shrink-0 text-muted-foreground transition-transform max-sm:hidden group-hover:translate-x-0.5" />
        </Link>
        <Button size="sm" aria-expanded={open} aria-controls={body} aria-label={`${words}: ${question.title}`} onClick={() => setOpen(!open)}>
          {words}
        </Button>
      </div>
      <div id={body} hidden={!open} className="px-4 pb-4">
        {open ? <Card wait={wait} workspace={workspace} needed={needed} /> : null}
      </div>
    </li>
  )
}

function Card({ wait, workspace, needed }: { wait: ListedWait; workspace: string; needed: number }) {
  const { progress, answer } = useApproval(workspace, wait.id, { look: false })
  const { question, deadline, barred, answers } = wait
  const { sent, problem, told } = progress
  // An answered question leaves this list, and what its card says goes with it.
  useEffect(() => {
    if (sent && problem) toast.error(problem)
    else if (sent && !told) toast.success(`${sent === 'declined' ? 'Declined' : sent === 'approved' ? 'Approved' : 'Answered'}: ${question.title}`)
  }, [sent, problem, told, question.title])
  return (
    <LazyCard
      id={wait.id}
      component={question.component}
      props={question.props}
      state={{
        phase: 'open',
        title: question.title,
        ...(deadline ? { expiresAt: deadline } : {}),
        ...(barred ? { barred } : {}),
        ...(needed > 1 ? { needed, votes: answers } : {}),
        ...progress,
      }}
      onAnswer={answer}
    />
  )
}
