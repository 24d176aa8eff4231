-- The run it repeats or goes on from, and the step from which it was walked anew (null: the whole of it).
alter table run add column forked_from uuid, add column fork_path text;
-- Somebody looked at this failure and put it aside.
alter table run add column dismissed_at timestamptz(3), add column dismissed_by uuid;
create index run_forked_from_idx on run (forked_from);
create index run_attention_idx on run (workspace_id, created_at desc) where status = 'failed' and dismissed_at is null;

-- A failure that nobody has dealt with: not dismissed, and no run made from it has come to an end in its place. When that
-- one failed, too, it stands for both.
create function run_wants_attention(r run) returns boolean language sql stable as $$
  select r.status = 'failed' and r.dismissed_at is null
    and not exists (select from run f where f.forked_from = r.id and f.workspace_id = r.workspace_id and f.status in ('completed', 'failed'))
$$;

-- What a list of runs is narrowed to; whatever is absent from `f` lets everything through.
create function run_matches(r run, f jsonb) returns boolean language sql stable as $$
  select (f -> 'agent' is null or r.agent_id = (f ->> 'agent')::uuid)
    and (f -> 'status' is null or f -> 'status' ? r.status)
    and (f -> 'trigger' is null or r.trigger = f ->> 'trigger')
    and (f -> 'who' is null or r.started_by = (f ->> 'who')::uuid)
    and (f -> 'from' is null or r.created_at >= (f ->> 'from')::timestamptz)
    and (f -> 'to' is null or r.created_at < (f ->> 'to')::timestamptz)
    and (f -> 'attention' is null or run_wants_attention(r))
    and (f -> 'text' is null or position(lower(f ->> 'text') in lower(r.id::text || ' ' || r.input::text || ' ' || coalesce(r.error ->> 'message', ''))) > 0)
$$;
