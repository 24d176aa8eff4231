import type { Person } from '../kernel/principal.ts'
import { templates } from './templates/index.ts'

/** What a new agent can begin as. The same for everybody. */
export async function listTemplates(_who: Person) {
  return { templates: [...templates] }
}
