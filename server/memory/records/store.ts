import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db.ts'

type Sql = Pick<Tx, 'sql' | 'often'>
export type AccountRow = { id: string; key: string; label: string; kind: string; currency: string; decimals: number; balance: string }
type Side = { key: string; label: string; kind: string }
export type TransferRow = { id: string; at: string; memo: string; from: Side; to: Side; amountMinor: string; currency: string; decimals: number }

/** The workspace's own money; everything else is somebody else's account, or where opening balances come from. */
export const isOwn = (kind: string): boolean => kind === 'checking' || kind === 'savings'

export function accountRows(tx: Sql, workspaceId: string): Promise<AccountRow[]> {
  return tx.often<AccountRow>`select a.id, a.key, a.label, a.kind, a.currency, a.decimals,
      coalesce((select sum(e.amount_minor) from ledger_entry e where e.account_id = a.id), 0)::text as balance
    from ledger_account a where a.workspace_id = ${workspaceId}
    order by array_position(array['checking', 'savings', 'contact', 'opening'], a.kind), a.opened_at, a.id`
}

/** From here to the end of the transaction nobody else spends from this account. */
export async function lockAccount(tx: Sql, accountId: string): Promise<void> {
  await tx.often`select 1 from ledger_account where id = ${accountId} for no key update`
}

export async function balanceOf(tx: Sql, accountId: string): Promise<bigint> {
  const [row] = await tx.often<{ sum: string }>`select coalesce(sum(amount_minor), 0)::text as sum from ledger_entry where account_id = ${accountId}`
  return BigInt(row?.sum ?? '0')
}

export function transferRows(tx: Sql, workspaceId: string, filter: { accountId?: string | undefined; limit: number }): Promise<TransferRow[]> {
  return tx.sql<TransferRow>`select t.id, t.at, t.memo, t_in.amount_minor::text as "amountMinor", a_in.currency, a_in.decimals,
      json_build_object('key', a_out.key, 'label', a_out.label, 'kind', a_out.kind) as "from",
      json_build_object('key', a_in.key, 'label', a_in.label, 'kind', a_in.kind) as "to"
    from ledger_transfer t
    join ledger_entry t_out on t_out.transfer_id = t.id and t_out.amount_minor < 0 join ledger_account a_out on a_out.id = t_out.account_id
    join ledger_entry t_in on t_in.transfer_id = t.id and t_in.amount_minor > 0 join ledger_account a_in on a_in.id = t_in.account_id
    where t.workspace_id = ${workspaceId} and (${filter.accountId ?? null}::uuid is null or ${filter.accountId ?? null}::uuid in (a_out.id, a_in.id))
    order by t.at desc, t.id desc limit ${filter.limit}`
}

type Claim = { isNew: true; transfer: { id: string; at: string; memo: string } } | { isNew: false; transfer: TransferRow }

/** Takes the key for a new transfer, or finds the transfer that has it. Waits when another transaction is taking it now. */
export async function claimTransfer(tx: Sql, workspaceId: string, wanted: { id: string; key: string; memo: string; at?: string }): Promise<Claim> {
  const [made] = await tx.often<{ id: string; at: string; memo: string }>`insert into ledger_transfer (id, workspace_id, idempotency_key, memo, at)
    values (${wanted.id}, ${workspaceId}, ${wanted.key}, ${wanted.memo}, coalesce(${wanted.at ?? null}::timestamptz, clock_timestamp()))
    on conflict (workspace_id, idempotency_key) do nothing returning id, at, memo`
  if (made) return { isNew: true, transfer: made }
  const [known] = await tx.sql<TransferRow>`select t.id, t.at, t.memo, t_in.amount_minor::text as "amountMinor", a_in.currency, a_in.decimals,
      json_build_object('key', a_out.key, 'label', a_out.label, 'kind', a_out.kind) as "from",
      json_build_object('key', a_in.key, 'label', a_in.label, 'kind', a_in.kind) as "to"
    from ledger_transfer t
    join ledger_entry t_out on t_out.transfer_id = t.id and t_out.amount_minor < 0 join ledger_account a_out on a_out.id = t_out.account_id
    join ledger_entry t_in on t_in.transfer_id = t.id and t_in.amount_minor > 0 join ledger_account a_in on a_in.id = t_in.account_id
    where t.workspace_id = ${workspaceId} and t.idempotency_key = ${wanted.key}`
  if (!known) throw new Error(`the transfer with the key ${wanted.key} has no entries`)
  return { isNew: false, transfer: known }
}

export async function post(tx: Sql, workspaceId: string, transferId: string, entries: { accountId: string; amountMinor: string }[]): Promise<void> {
  await tx.often`insert into ledger_entry (id, workspace_id, transfer_id, account_id, amount_minor)
    select id, ${workspaceId}, ${transferId}, account, amount
    from unnest(${entries.map(() => newId())}::uuid[], ${entries.map((e) => e.accountId)}::uuid[], ${entries.map((e) => e.amountMinor)}::numeric[]) as e(id, account, amount)`
}

export async function addAccounts(
  tx: Sql,
  workspaceId: string,
  accounts: { id: string; key: string; label: string; kind: string; currency: string; decimals: number; openedAt: string }[],
): Promise<void> {
  await tx.sql`insert into ledger_account (id, workspace_id, key, label, kind, currency, decimals, opened_at)
    select x.id, ${workspaceId}, x.key, x.label, x.kind, x.currency, x.decimals, x."openedAt"
    from json_to_recordset(${JSON.stringify(accounts)}::json) as x(id uuid, key text, label text, kind text, currency text, decimals int, "openedAt" timestamptz)`
}
