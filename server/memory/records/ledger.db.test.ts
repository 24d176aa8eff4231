import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LedgerHand } from '../../engine/hands.ts'
import { newId } from '../../kernel/ids.ts'
import { asSystem, inWorkspace } from '../../platform/db.ts'
import { testDatabase } from '../../platform/test-database.ts'
import { ledgerOver, openLedger } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let workspaceId: string
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await database?.drop()
})
beforeEach(async () => {
  workspaceId = newId()
  await asSystem(async (tx) => {
    await tx.sql`insert into workspace (id, slug, name) values (${workspaceId}, ${`w-${workspaceId.slice(-12)}`}, 'Test')`
    await openLedger(tx, workspaceId, 'Ada Lovelace')
  })
})

const ledger = <T>(work: (hand: LedgerHand) => Promise<T>): Promise<T> => inWorkspace(workspaceId, (tx) => work(ledgerOver(tx, workspaceId)))
const euros = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })
const send = (amountMinor: string, change: Partial<Parameters<LedgerHand['transfer']>[0]> = {}) =>
  ledger((hand) => hand.transfer({ from: 'main', to: 'anna', amount: euros(amountMinor), memo: 'lunch', key: newId(), ...change }))
const balance = async (name: string) => BigInt((await ledger((hand) => hand.find(name))).available.amountMinor)

async function sums(): Promise<{ total: string; transfers: number }> {
  const [row] = await asSystem(
    (tx) => tx.sql<{ total: string; transfers: number }>`
    select sum(amount_minor)::text as total, count(distinct transfer_id) as transfers from ledger_entry where workspace_id = ${workspaceId}`,
  )
  return row ?? { total: '', transfers: 0 }
}

describe('a new ledger', () => {
  it('has the person’s own accounts, and history to look at', async () => {
    expect(await ledger((hand) => hand.accounts())).toMatchObject([
      { id: 'main', label: "Ada's account", kind: 'checking', available: euros('248055') },
      { id: 'savings', label: 'Savings', kind: 'savings', available: euros('845000') },
    ])
    const [newest, , ticket] = await ledger((hand) => hand.transfers({ account: 'main' }))
    expect(newest).toMatchObject({ from: { account: 'main' }, to: { label: 'Corner Market' }, amount: euros('6735'), direction: 'out', status: 'posted' })
    expect(ticket).toMatchObject({ to: { account: 'anna' } })
    expect(await ledger((hand) => hand.transfers({ account: 'savings', limit: 1 }))).toMatchObject([{ direction: 'in', memo: 'Put aside' }])
  })

  it('balances', async () => {
    expect(await sums()).toEqual({ total: '0', transfers: 9 })
  })
})

describe('a transfer', () => {
  it('[ledger.exact] moves exact amounts, however often and however large', async () => {
    const before = await balance('main')
    for (const cents of ['1', '10', '20', '3']) await send(cents)
    expect(await balance('main')).toBe(before - 34n)
    await asSystem(
      (tx) => tx.sql`insert into ledger_entry (id, workspace_id, transfer_id, account_id, amount_minor)
      select gen_random_uuid(), ${workspaceId}, t.id, a.id, x.amount from (select id from ledger_transfer where workspace_id = ${workspaceId} limit 1) t,
        (values ('savings', 100000000000000000000001::numeric), ('opening', -100000000000000000000001::numeric)) as x(key, amount)
        join ledger_account a on a.key = x.key and a.workspace_id = ${workspaceId}`,
    )
    await send('100000000000000000000000', { from: 'savings', to: 'ben' })
    expect(await balance('savings')).toBe(845_001n)
    expect((await sums()).total).toBe('0')
  })

  it('[ledger.no-overdraft] never takes more than is there, also when many take at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => send('50000')))
    expect(results.filter((result) => result.status === 'fulfilled').length).toBe(4)
    expect(await balance('main')).toBe(48_055n)
    const [refused] = results.filter((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'insufficient-funds', message: expect.stringContaining('480.55 EUR') })
    expect((await sums()).transfers).toBe(9 + 4)
  })

  it('[ledger.once] happens once for one key, also when the same order races itself, and refuses the key for another', async () => {
    const key = newId()
    const racers = await Promise.all(Array.from({ length: 6 }, () => send('2500', { key })))
    expect(new Set(racers.map((transfer) => transfer.id)).size).toBe(1)
    expect(await balance('main')).toBe(248_055n - 2500n)
    await expect(send('2600', { key })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('does not lock up when two accounts pay each other at once', async () => {
    const back = { from: 'savings', to: 'main' }
    await Promise.all(Array.from({ length: 12 }, (_, i) => send('100', i % 2 ? back : { to: 'savings' })))
    expect(await balance('main')).toBe(248_055n)
  })

  it('leaves nothing behind when the step around it fails', async () => {
    const key = newId()
    const failing = ledger(async (hand) => {
      await hand.transfer({ from: 'main', to: 'anna', amount: euros('2500'), memo: '', key })
      throw new Error('the step failed')
    })
    await expect(failing).rejects.toThrow('the step failed')
    expect(await balance('main')).toBe(248_055n)
    expect(await send('2500', { key })).toMatchObject({ direction: 'out', to: { account: 'anna', label: 'Anna Keller' } })
  })

  it('finds recipients as people write them', async () => {
    for (const to of ['anna', 'Anna', 'ANNA KELLER', ' Anna Keller ', 'hillside'])
      expect((await send('100', { to })).to.label).toMatch(/Anna Keller|Hillside Homes/)
  })

  it('says which names it knows when it does not know one', async () => {
    await expect(send('100', { to: 'Zoe' })).rejects.toMatchObject({ code: 'not-found', message: expect.stringMatching(/"Zoe".*Anna Keller, Ben Okafor/) })
    await expect(send('100', { to: 'Opening balance' })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('refuses what cannot be moved', async () => {
    const refused = [
      send('0'),
      send('-100'),
      send('1.5'),
      send('100', { from: 'anna', to: 'main' }),
      send('100', { to: 'main' }),
      send('100', { amount: { amountMinor: '100', currency: 'USD', decimals: 2 } }),
      send('100', { amount: { amountMinor: '100', currency: 'EUR', decimals: 3 } }),
    ]
    for (const result of await Promise.allSettled(refused)) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'invalid-input' } })
    expect((await sums()).transfers).toBe(9)
  })
})

it('[ledger.tenancy] knows nothing of another workspace', async () => {
  const other = newId()
  await asSystem((tx) => tx.sql`insert into workspace (id, slug, name) values (${other}, ${`w-${other.slice(-12)}`}, 'Other')`)
  const foreign = <T>(work: (hand: LedgerHand) => Promise<T>) => inWorkspace(other, (tx) => work(ledgerOver(tx, workspaceId)))
  expect(await foreign((hand) => hand.accounts())).toEqual([])
  await expect(foreign((hand) => hand.transfer({ from: 'main', to: 'anna', amount: euros('1'), memo: '', key: 'k' }))).rejects.toMatchObject({
    code: 'not-found',
  })
})
