import { cards } from '../blocks/index.ts'
import type { Flow } from '../engine/flow.ts'
import { canAnswer, connectionsOf } from '../models/index.ts'
import { inWorkspace } from '../platform/db.ts'
import type { EnvironmentName, EnvironmentsView, Missing } from './contract.ts'
import { environmentsIn } from './store.ts'

/** What a workspace has for flows. */
export type Supplies = EnvironmentsView & { connections: Awaited<ReturnType<typeof connectionsOf>>['connections'] }

export async function suppliesOf(workspaceId: string): Promise<Supplies> {
  const { connections } = await connectionsOf(workspaceId)
  return { ...(await inWorkspace(workspaceId, (tx) => environmentsIn(tx, workspaceId))), connections }
}

/** What a flow refers to by name and does not find in an environment. What is chosen while it runs is found out then. */
export function missingIn(flow: Flow, environment: EnvironmentName, supplies: Supplies): Missing[] {
  return referencesIn(flow).flatMap((reference) => {
    const message = reference.kind === 'secret' ? secretMissing(reference.name, environment, supplies) : modelMissing(reference.name, environment, supplies)
    return message === null ? [] : [{ ...reference, message }]
  })
}

function secretMissing(name: string, environment: EnvironmentName, { secrets }: Supplies): string | null {
  const secret = secrets.find((one) => one.name === name)
  if (!secret) return `There is no secret named ${name}. Add it under Settings → Environments.`
  return secret.set.includes(environment) ? null : `The secret ${name} has no value in ${environment}. Enter it under Settings → Environments.`
}

function modelMissing(name: string, environment: EnvironmentName, { models, connections }: Supplies): string | null {
  const target = models.find((one) => one.environment === environment && one.model === name)?.target ?? name
  if (canAnswer(target, connections)) return null
  const told = target === name ? `The model ${name}` : `The model ${target}, which stands for ${name} in ${environment},`
  return `${told} is not connected. Connect it under Settings → Models, or choose another one.`
}

type Reference = Pick<Missing, 'kind' | 'name' | 'node'>

/** The names that stand in a flow. A model gives its tools no secrets. */
function referencesIn({ nodes }: Flow): Reference[] {
  return Object.entries(nodes).flatMap(([node, { block, inputs, disabled }]) => (disabled ? [] : named(node, block, inputs)))
}

function named(node: string, block: string, inputs: Flow['nodes'][string]['inputs']): Reference[] {
  const fields = cards().get(block)?.fields ?? {}
  return Object.entries(inputs).flatMap(([port, value]): Reference[] => {
    if (value.kind === 'secret') return [{ kind: 'secret', name: value.name, node }]
    if (value.kind !== 'literal') return []
    return fields[port]?.control === 'model' && typeof value.value === 'string' && value.value !== '' ? [{ kind: 'model', name: value.value, node }] : []
  })
}
