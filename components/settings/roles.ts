import { type Role, roleSchema } from '../../server/kernel/principal.ts'

export const roleName: Record<Role, string> = { owner: 'Owner', admin: 'Admin', editor: 'Editor', operator: 'Operator', viewer: 'Viewer' }

const mayDo: Record<Role, string> = {
  owner: 'Everything, other owners included',
  admin: 'Members, models and keys',
  editor: 'Make, change and publish agents',
  operator: 'Talk to agents and answer them',
  viewer: 'Look at everything, change nothing',
}

export const roleItems = roleSchema.options.map((value) => ({ value, label: roleName[value], hint: mayDo[value] }))
export const toRole = (value: string): Role => roleSchema.parse(value)
