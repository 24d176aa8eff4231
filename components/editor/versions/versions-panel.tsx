'use client'
import { ArchiveRestore, Ellipsis, GitCompare, PencilLine, Play, Undo2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AgentView, RevisionView } from '../../../server/flows/contract.ts'
import { environmentTone, environmentWords } from '../../environments/environment-words.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Badge, Button, cx, ErrorState, IconButton, Menu, MenuItem, MenuLink, MenuSeparator, Sheet, Skeleton, TimeAgo } from '../../ui/index.ts'
import { useTools } from '../context.ts'
import type { Pair } from './compare-view.tsx'
import { EnvironmentsPart, type Promotion, usePointers } from './environments-part.tsx'

export type VersionsPanelProps = {
  agent: AgentView
  narrow: boolean
  revisions: { data: readonly RevisionView[] | undefined; error: Error | null; retry: () => void; retrying: boolean }
  /** The revision one came here for. */
  marked: number | null
  onCompare: (pair: Pair) => void
  onTakeUp: (revision: RevisionView) => void
  onRollBack: (revision: RevisionView) => void
  onPromote: (promotion: Promotion) => void
  onRename: (revision: RevisionView) => void
  onClose: () => void
}

/** All versions of an agent: the draft, and what was published, newest first. */
export function VersionsPanel({ narrow, onClose, ...rest }: VersionsPanelProps) {
  if (narrow)
    return (
      <Sheet open onOpenChange={(open) => !open && onClose()} side="bottom" title="Versions">
        <Versions {...rest} />
      </Sheet>
    )
  return (
    <aside aria-label="Versions" className="absolute inset-y-0 right-0 z-20 flex w-88 flex-col border-l bg-card">
      <div className="flex h-12 shrink-0 items-center border-b pr-2 pl-4">
        <h2 className="flex-1 text-base font-semibold">Versions</h2>
        <IconButton label="Close versions" size="sm" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Versions {...rest} />
      </div>
    </aside>
  )
}

function Versions({ agent, revisions, marked, onCompare, onTakeUp, onRollBack, onPromote, onRename }: Omit<VersionsPanelProps, 'narrow' | 'onClose'>) {
  const { readOnly } = useTools()
  const { slug } = useWorkspace()
  const live = agent.publishedNumber
  const pointers = usePointers(agent.id)
  return (
    <>
      <Row
        title="Draft"
        badge={live === null ? <Badge>Not published</Badge> : agent.changed ? <Badge tone="warning">Changed</Badge> : <Badge>Same as {live}</Badge>}
        actions={
          live === null ? null : (
            <IconButton label="Compare the draft with what is live" size="sm" onClick={() => onCompare({ from: live, to: 'draft' })}>
              <GitCompare aria-hidden="true" />
            </IconButton>
          )
        }
      >
        {live === null
          ? 'Publish it, and its first revision stands here.'
          : agent.changed
            ? `Not what runs: that is revision ${live}.`
            : 'What you see is what runs.'}
      </Row>
      {pointers ? <EnvironmentsPart agent={agent} view={pointers} /> : null}
      {revisions.error ? (
        <div className="p-4">
          <ErrorState error={revisions.error} onRetry={revisions.retry} retrying={revisions.retrying} />
        </div>
      ) : revisions.data === undefined ? (
        <div className="grid gap-3 p-4">
          <Skeleton className="h-14" />
          <Skeleton className="h-14" />
        </div>
      ) : (
        <ol aria-label="Revisions, newest first">
          {revisions.data.map((revision, at) => {
            const { number, name, note, publishedBy, publishedAt, restoredFrom } = revision
            const former = revisions.data?.[at + 1]?.number
            return (
              <li key={number}>
                <Row
                  title={name || `Revision ${number}`}
                  marked={marked === number}
                  badge={
                    <>
                      {name ? <Badge>{number}</Badge> : null}
                      {pointers ? (
                        pointers.pointers
                          .filter((pointer) => pointer.number === number && pointers.open.includes(pointer.environment))
                          .map(({ environment }) => (
                            <Badge key={environment} tone={environmentTone[environment]}>
                              {environmentWords[environment]}
                            </Badge>
                          ))
                      ) : number === live ? (
                        <Badge tone="success">Live</Badge>
                      ) : null}
                    </>
                  }
                  actions={
                    <>
                      <IconButton label={`Compare revision ${number} with the draft`} size="sm" onClick={() => onCompare({ from: number, to: 'draft' })}>
                        <GitCompare aria-hidden="true" />
                      </IconButton>
                      <Menu
                        trigger={
                          <IconButton label={`More on revision ${number}`} size="sm">
                            <Ellipsis aria-hidden="true" />
                          </IconButton>
                        }
                      >
                        {former === undefined ? null : (
                          <MenuItem icon={<GitCompare aria-hidden="true" />} onSelect={() => onCompare({ from: former, to: number })}>
                            What it changed
                          </MenuItem>
                        )}
                        <MenuLink icon={<Play aria-hidden="true" />} href={`/${slug}/runs?agent=${agent.id}`}>
                          Runs of this agent
                        </MenuLink>
                        {readOnly ? null : (
                          <>
                            <MenuSeparator />
                            <MenuItem icon={<PencilLine aria-hidden="true" />} onSelect={() => onRename(revision)}>
                              Name and note
                            </MenuItem>
                            <MenuItem icon={<Undo2 aria-hidden="true" />} onSelect={() => onTakeUp(revision)}>
                              Put into the draft
                            </MenuItem>
                            {pointers ? (
                              pointers.open
                                .filter((to) => !pointers.pointers.some((pointer) => pointer.environment === to && pointer.number === number))
                                .map((to) => (
                                  <MenuItem key={to} icon={<ArchiveRestore aria-hidden="true" />} onSelect={() => onPromote({ revision, to })}>
                                    Put into {to}
                                  </MenuItem>
                                ))
                            ) : (
                              <MenuItem icon={<ArchiveRestore aria-hidden="true" />} disabled={number === live} onSelect={() => onRollBack(revision)}>
                                Roll back to it
                              </MenuItem>
                            )}
                          </>
                        )}
                      </Menu>
                    </>
                  }
                >
                  {note ? <span className="block text-pretty text-foreground">{note}</span> : null}
                  {restoredFrom === null ? null : <span className="block">Brought back from revision {restoredFrom}</span>}
                  {publishedBy}, <TimeAgo at={publishedAt} />
                </Row>
              </li>
            )
          })}
        </ol>
      )}
      {readOnly || live === null || !agent.changed ? null : (
        <p className="px-4 py-3">
          <Button size="sm" variant="ghost" onClick={() => onCompare({ from: live, to: 'draft' })}>
            <GitCompare aria-hidden="true" /> What would publishing change?
          </Button>
        </p>
      )}
    </>
  )
}

function Row({
  title,
  badge,
  actions,
  marked = false,
  children,
}: {
  title: string
  badge: ReactNode
  actions: ReactNode
  marked?: boolean
  children: ReactNode
}) {
  return (
    <div className={cx('border-b px-4 py-3', marked && 'bg-accent')}>
      <div className="flex min-h-7 items-center gap-2">
        <h3 className="min-w-0 truncate text-sm font-medium">{title}</h3>
        {badge}
        <span className="flex-1" />
        {actions}
      </div>
      <p className="text-xs text-muted-foreground">{children}</p>
    </div>
  )
}
