import type { EnvironmentsView } from '../../server/environments/contract.ts'

/** A secret of the workspace: its name, where it may be sent, and in which environments it has a value. */
export type SecretView = EnvironmentsView['secrets'][number]
