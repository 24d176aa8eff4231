-- Tenancy, second wall: the role the application works under owns nothing and sees one workspace.
do $$ begin
  if not exists (select from pg_roles where rolname = 'hearth_app') then create role hearth_app nologin nosuperuser nobypassrls; end if;
end $$;
do $$ begin execute format('grant hearth_app to %I', current_user); end $$;
grant usage on schema public to hearth_app;
grant select, insert, update, delete on
  feed, feed_entry, ledger_account, ledger_transfer, ledger_entry, secret, model_connection,
  agent, revision, run, run_step, run_wait, room, room_member to hearth_app;
-- Facts are only ever added.
revoke update, delete on feed_entry, revision, ledger_transfer, ledger_entry from hearth_app;
grant select on workspace, membership to hearth_app;
grant select (id, name) on person to hearth_app;

do $$
declare t text;
begin
  foreach t in array array['feed', 'feed_entry', 'ledger_account', 'ledger_transfer', 'ledger_entry', 'secret', 'model_connection',
    'agent', 'revision', 'run', 'run_step', 'run_wait', 'room', 'room_member', 'membership'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;
alter table workspace enable row level security;
create policy one_workspace on workspace to hearth_app using (id = nullif(current_setting('app.workspace_id', true), '')::uuid);

-- Append to a feed: takes the feed's row, hands out gap-free seqs, chains hashes. A known producer key appends nothing
-- and answers the seq it got the first time. `p_hashes` are sha-256 of the canonical bodies.
create function feed_append(p_feed uuid, p_keys text[], p_kinds text[], p_bodies jsonb[], p_hashes bytea[]) returns bigint[]
language plpgsql as $$
declare
  f feed%rowtype;
  n bigint;
  h bytea;
  known bigint;
  seqs bigint[] := '{}';
begin
  select * into f from feed where id = p_feed for no key update;
  if not found then raise exception 'feed % does not exist', p_feed using errcode = 'no_data_found'; end if;
  n := f.last_seq;
  h := f.last_hash;
  for i in 1 .. coalesce(array_length(p_kinds, 1), 0) loop
    if p_keys[i] is not null then
      select e.seq into known from feed_entry e where e.feed_id = p_feed and e.producer_key = p_keys[i];
      if found then
        seqs := seqs || known;
        continue;
      end if;
    end if;
    n := n + 1;
    h := sha256(h || int8send(n) || p_hashes[i]);
    insert into feed_entry (feed_id, seq, workspace_id, producer_key, kind, body, body_hash, hash, at)
      values (p_feed, n, f.workspace_id, p_keys[i], p_kinds[i], p_bodies[i], p_hashes[i], h, clock_timestamp());
    seqs := seqs || n;
  end loop;
  if n > f.last_seq then update feed set last_seq = n, last_hash = h where id = p_feed; end if;
  return seqs;
end $$;
