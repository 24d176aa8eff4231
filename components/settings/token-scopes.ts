import { type TokenView, tokenRoleSchema } from '../../server/access/contract.ts'

type Scope = TokenView['role']

export const scopeName: Record<Scope, string> = { viewer: 'Read', operator: 'Talk and run', editor: 'Build', admin: 'Administer' }

const mayDo: Record<Scope, string> = {
  viewer: 'Look at everything, change nothing',
  operator: 'Talk to agents, start runs, answer questions',
  editor: 'Also make, change and publish agents',
  admin: 'Also members, models, keys and tokens',
}

export const scopeItems = [...tokenRoleSchema.options].reverse().map((value) => ({ value, label: scopeName[value], hint: mayDo[value] }))
export const toScope = (value: string): Scope => tokenRoleSchema.parse(value)
