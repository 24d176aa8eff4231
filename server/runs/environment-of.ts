import { type EnvironmentName, environmentSchema } from '../environments/contract.ts'

/** Where a run happens, as its row says. */
export const environmentOf = ({ environment }: { environment?: string }): EnvironmentName => environmentSchema.catch('production').parse(environment)
