-- The list of runs can be narrowed to those of which nothing is heard although a worker holds them.
create or replace function run_matches(r run, f jsonb) returns boolean language sql stable as $$
  select (f -> 'agent' is null or r.agent_id = (f ->> 'agent')::uuid)
    and (f -> 'status' is null or f -> 'status' ? r.status)
    and (f -> 'trigger' is null or r.trigger = f ->> 'trigger')
    and (f -> 'who' is null or r.started_by = (f ->> 'who')::uuid)
    and (f -> 'from' is null or r.created_at >= (f ->> 'from')::timestamptz)
    and (f -> 'to' is null or r.created_at < (f ->> 'to')::timestamptz)
    and (f -> 'attention' is null or run_wants_attention(r))
    and (f -> 'stuck' is null or (r.status = 'running' and r.stuck_since is not null))
    and (f -> 'text' is null or position(lower(f ->> 'text') in lower(r.id::text || ' ' || r.input::text || ' ' || coalesce(r.error ->> 'message', ''))) > 0)
$$;
