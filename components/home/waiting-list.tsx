'use client'
import { listWaitsContract } from '../../server/runs/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Section } from './section.tsx'
import { WaitingRow } from './waiting-row.tsx'

/** What agents asked and nobody answered yet: the one part of a home page that is work. What this person may answer comes first. */
export function WaitingList() {
  const { slug } = useWorkspace()
  const waits = useData(listWaitsContract, { workspace: slug }, { every: 20_000 })
  const open = (waits.data?.waits ?? []).filter(({ trial }) => !trial)
  if (open.length === 0) return null
  const ordered = [...open.filter(({ barred }) => barred === null), ...open.filter(({ barred }) => barred !== null)]
  return (
    <Section title={open.length === 1 ? 'One answer is needed' : `${open.length} answers are needed`}>
      <ul className="overflow-hidden rounded-lg border border-ember-line bg-card">
        {ordered.map((wait) => (
          <WaitingRow key={wait.id} wait={wait} workspace={slug} />
        ))}
      </ul>
    </Section>
  )
}
