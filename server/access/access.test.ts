import { describe, expect, it } from 'vitest'
import type { Principal, Role } from '../kernel/principal.ts'
import { slugSchema } from './contract.ts'
import { actions, requireAccess, roleAllows } from './index.ts'
import { isReserved, slugOf, slugsLike } from './slug.ts'

const who = (role: Role): Principal => ({
  kind: 'person',
  personId: 'p',
  sessionId: 's',
  name: 'Ada',
  email: 'ada@example.org',
  workspaceId: 'w',
  workspaceSlug: 'ada',
  role,
})

describe('roles', () => {
  it('[access.roles] lets a viewer read everything and change nothing', () => {
    for (const action of actions) expect(roleAllows('viewer', action), action).toBe(action.endsWith(':read') && action !== 'secret:read')
  })

  it('lets an operator talk, run and approve, but not edit or publish', () => {
    for (const action of ['run:start', 'wait:answer', 'room:post'] as const) expect(roleAllows('operator', action)).toBe(true)
    for (const action of ['agent:edit', 'agent:publish', 'model:manage', 'member:manage'] as const) expect(roleAllows('operator', action)).toBe(false)
  })

  it('gives each role all that the role below it has', () => {
    const order: Role[] = ['viewer', 'operator', 'editor', 'admin', 'owner']
    for (const action of actions) {
      const allowed = order.map((role) => roleAllows(role, action))
      expect(allowed, action).toEqual([...allowed].sort())
      expect(allowed.at(-1), action).toBe(true)
    }
  })
})

describe('requireAccess', () => {
  it('says what is needed to whoever is a member but may not', async () => {
    await expect(requireAccess(who('viewer'), 'agent:publish', { workspaceId: 'w' })).rejects.toMatchObject({
      code: 'not-allowed',
      message: 'You are a viewer here; this needs at least an editor. Ask an owner or admin of this workspace.',
    })
  })

  it('answers not-found for another workspace’s thing, even to an owner', async () => {
    await expect(requireAccess(who('owner'), 'agent:read', { workspaceId: 'other' })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('addresses', () => {
  it('makes one from any name', () => {
    expect(slugOf('Ada Lovelace')).toBe('ada-lovelace')
    expect(slugOf('Zoë’s Café & Söhne')).toBe('zoes-cafe-sohne')
    expect(slugOf('  42 Birds ')).toBe('birds')
    expect(slugOf('株式会社')).toBe('space')
    expect(slugOf('x'.repeat(99))).toHaveLength(32)
    expect(slugOf(`${'y'.repeat(31)} z`)).toBe('y'.repeat(31))
  })

  it('fits what an address may be', () => {
    for (const name of ['A', 'Ada Lovelace', '9 to 5', 'ß', 'x'.repeat(99)]) expect(slugSchema.safeParse(slugOf(name)).success, name).toBe(true)
  })

  it('never takes a page of ours', () => {
    for (const name of ['API', 'Sign in', 'settings', 'AG-UI']) expect(isReserved(slugOf(name)), name).toBe(false)
  })

  it('tries numbers, then chance', () => {
    const tries = slugsLike('ada', () => 'f00')
    expect(Array.from({ length: 11 }, () => tries.next().value)).toEqual([
      'ada',
      'ada-2',
      'ada-3',
      'ada-4',
      'ada-5',
      'ada-6',
      'ada-7',
      'ada-8',
      'ada-9',
      'ada-f00',
      'ada-f00',
    ])
  })
})
