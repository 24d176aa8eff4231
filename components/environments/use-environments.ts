import { type EnvironmentName, listEnvironmentsContract } from '../../server/environments/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'

/** The environments that are open; none to choose from where there is production alone. */
export function useEnvironments(): readonly EnvironmentName[] {
  const { slug } = useWorkspace()
  const open = useData(listEnvironmentsContract, { workspace: slug }).data?.open ?? []
  return open.length > 1 ? open : []
}
