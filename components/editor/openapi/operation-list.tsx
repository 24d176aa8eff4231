'use client'
import { Badge, Checkbox } from '../../ui/index.ts'
import { Missed } from './missed.tsx'
import { operationNode } from './operation-node.ts'
import type { OpenApi, Operation } from './read-document.ts'

type Props = { document: OpenApi; found: readonly Operation[]; chosen: ReadonlySet<string>; onChoose: (id: string, on: boolean) => void }

/** More are found by searching. */
const most = 200

/** The operations to choose from, by their groups; what a chosen one loses stands below it. */
export function OperationList({ document, found, chosen, onChoose }: Props) {
  if (found.length === 0) return <p className="text-sm text-muted-foreground">No operation has these words.</p>
  const groups = Map.groupBy(found.slice(0, most), ({ group }) => group)
  return (
    <div className="grid gap-4">
      {[...groups].map(([group, operations]) => (
        <section key={group} aria-label={group || 'Operations'}>
          {group === '' ? null : <h3 className="mb-1 text-xs font-medium text-muted-foreground">{group}</h3>}
          <ul className="divide-y overflow-hidden rounded-lg border bg-card">
            {operations.map((operation) => {
              const on = chosen.has(operation.id)
              return (
                <li key={operation.id} className="grid gap-2 px-3 py-2">
                  <div className="flex items-start gap-2">
                    <div className="min-w-0 flex-1">
                      <Checkbox checked={on} onChange={(next) => onChoose(operation.id, next)}>
                        <span className="font-medium">{operation.title}</span>
                      </Checkbox>
                      <p className="truncate pl-6 font-mono text-xs text-muted-foreground" title={operation.route}>
                        {operation.method.toUpperCase()} {operation.route}
                      </p>
                    </div>
                    {operation.deprecated ? <Badge tone="warning">deprecated</Badge> : null}
                  </div>
                  {on ? <Lost document={document} operation={operation} /> : null}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
      {found.length > most ? <p className="text-xs text-muted-foreground">{found.length - most} more: search for them.</p> : null}
    </div>
  )
}

function Lost({ document, operation }: { document: OpenApi; operation: Operation }) {
  const { missed } = operationNode(document, operation, { server: '', secret: '' })
  return missed.length > 0 ? <Missed words={missed} /> : null
}
