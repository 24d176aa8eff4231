'use client'
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { listOwnTemplatesContract, type OwnTemplate, removeTemplateContract, updateTemplateContract } from '../../server/flows/templates/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, ConfirmDialog, Dialog, IconButton, Menu, MenuItem } from '../ui/index.ts'
import { TemplateCard } from './template-card.tsx'
import { TemplateFields, wordsOf } from './template-fields.tsx'
import { useNewAgent } from './use-new-agent.ts'

/** The templates that people of this workspace saved, before those that come with it; nothing while there are none. */
export function OwnTemplates() {
  const { slug } = useWorkspace()
  const own = useData(listOwnTemplatesContract, { workspace: slug })
  const { create, making } = useNewAgent()
  const [changing, setChanging] = useState<OwnTemplate | null>(null)
  const [removing, setRemoving] = useState<OwnTemplate | null>(null)
  const remove = useAction(removeTemplateContract, { refresh: [listOwnTemplatesContract], onDone: () => setRemoving(null) })
  if (!own.data || own.data.templates.length === 0) return null
  return (
    <section aria-labelledby="own-templates" className="mb-8">
      <h2 id="own-templates" className="mb-3 text-sm font-medium text-muted-foreground">
        From this workspace
      </h2>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {own.data.templates.map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            note={noteOf(template)}
            busy={making === template.id}
            disabled={making !== null}
            onUse={() => create(template.id)}
            menu={
              template.mayChange ? (
                <Menu
                  trigger={
                    <IconButton label={`More on ${template.name}`} size="sm">
                      <Ellipsis aria-hidden="true" />
                    </IconButton>
                  }
                >
                  <MenuItem icon={<PencilLine aria-hidden="true" />} onSelect={() => setChanging(template)}>
                    Change its words
                  </MenuItem>
                  <MenuItem icon={<Trash2 aria-hidden="true" />} onSelect={() => setRemoving(template)}>
                    Remove
                  </MenuItem>
                </Menu>
              ) : null
            }
          />
        ))}
      </ul>
      <h2 className="mt-8 text-sm font-medium text-muted-foreground">From Hearth</h2>
      {changing ? <WordsDialog key={changing.id} template={changing} onClose={() => setChanging(null)} /> : null}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={`Remove “${removing?.name ?? ''}”?`}
        confirm="Remove"
        danger
        busy={remove.isPending}
        onConfirm={() => removing && remove.mutate({ workspace: slug, template: removing.id })}
      >
        Agents that were made from it stay.
      </ConfirmDialog>
    </section>
  )
}

function noteOf({ savedBy, leftOut }: OwnTemplate): string {
  const by = `Saved by ${savedBy}`
  if (leftOut.length === 0) return by
  return `${by}. To be filled in: ${leftOut.slice(0, 3).join(', ')}${leftOut.length > 3 ? ` and ${leftOut.length - 3} more` : ''}`
}

function WordsDialog({ template, onClose }: { template: OwnTemplate; onClose: () => void }) {
  const { slug: workspace } = useWorkspace()
  const [words, setWords] = useState(() => wordsOf(template))
  const update = useAction(updateTemplateContract, { refresh: [listOwnTemplatesContract], onDone: onClose, quiet: true })
  const tries = words.tries
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 6)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Change its words"
      description="Its flow is changed from the agent: save that as a template again."
      footer={
        <Button
          variant="primary"
          busy={update.isPending}
          disabled={words.name.trim() === ''}
          onClick={() =>
            update.mutate({ workspace, template: template.id, version: template.version, name: words.name, description: words.description, tries })
          }
        >
          Save
        </Button>
      }
    >
      <div className="grid gap-4">
        <TemplateFields words={words} onChange={setWords} error={update.error?.message} />
      </div>
    </Dialog>
  )
}
