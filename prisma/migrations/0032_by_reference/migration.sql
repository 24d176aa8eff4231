-- What a run was given and what it gave, kept by reference where it is large, as what its steps give is.

-- A run's input or output as it was: its row holds `{ "$large": { hash, bytes, preview } }` in place of a large part. Rows of before hold all themselves.
create function run_whole(p_workspace uuid, p_value jsonb) returns jsonb language sql stable as $$
  select case when jsonb_typeof(p_value) is distinct from 'object' or not p_value @? '$.*."$large".hash' then p_value
    else (select jsonb_object_agg(v.key, coalesce(
        case when v.value - '$large' = '{}' then (select p.body::jsonb from payload p where p.workspace_id = p_workspace and p.hash = v.value -> '$large' ->> 'hash') end,
        v.value))
      from jsonb_each(p_value) v) end
$$;

-- A worker takes a run up for one segment, as before (0030), with its input whole.
create or replace function run_take_up(p_run uuid, p_segment integer, p_protocol integer) returns json language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  r run%rowtype;
  here text;
begin
  select p_segment || '/' || (select count(*) from run_step s where s.run_id = p_run) || '/' || count(w) || '/' || count(w) filter (where w.status <> 'open')
    into here from run_wait w where w.run_id = p_run;
  update run set epoch = epoch + 1, status = 'running', protocol = greatest(protocol, p_protocol), started_at = coalesce(started_at, clock_timestamp()),
      stuck_since = null, recoveries = case when place = here then recoveries + 1 else 0 end, place = here
    where id = p_run and segment = p_segment and status in ('queued', 'running') and protocol <= p_protocol returning * into r;
  if not found then return null; end if;
  return json_build_object(
    'runId', r.id, 'workspaceId', r.workspace_id, 'agentId', r.agent_id,
    'agentName', (select a.name from agent a where a.id = r.agent_id), 'revisionId', r.revision_id, 'segment', r.segment, 'epoch', r.epoch,
    'input', run_whole(r.workspace_id, r.input), 'outlet', r.outlet, 'outletSeq', r.outlet_seq, 'startedBy', r.started_by, 'cancelled', r.cancel_asked_at is not null, 'cancelledBy', r.cancel_asked_by,
    'trigger', r.trigger, 'environment', r.environment, 'root', coalesce(r.root_run, r.id), 'depth', r.depth, 'demo', r.demo, 'begun', r.epoch > 1 and exists (select from feed_entry e where e.feed_id = r.id and e.producer_key = 'started'), 'now', extract(epoch from clock_timestamp()) * 1000,
    'steps', (select coalesce(json_agg(json_build_object('path', s.path, 'outcome', s.outcome, 'output', step_output(s), 'error', s.error)), '[]') from run_step s where s.run_id = r.id),
    'waits', (select coalesce(json_agg(json_build_object('id', w.id, 'path', w.path, 'kind', w.kind, 'question', w.question, 'toolCallId', w.tool_call_id,
        'status', w.status, 'answer', w.answer, 'resumedIn', w.resumed_in, 'dueIn', extract(epoch from w.deadline - clock_timestamp()) * 1000)
        order by w.asked_at, w.path), '[]') from run_wait w where w.run_id = r.id),
    -- What a former worker was showing when it went away.
    'unfinished', case when r.epoch = 1 then '[]'::json else (
      select coalesce(json_agg(json_build_object('stream', o.body ->> 'stream', 'channel', o.body ->> 'channel') order by o.seq), '[]') from feed_entry o
      where o.feed_id = r.id and o.kind = 'stream.opened' and not exists (
        select from feed_entry c where c.feed_id = r.id and c.kind = 'stream.closed' and c.body ->> 'stream' = o.body ->> 'stream')) end,
    'recoveries', r.recoveries);
end $$;

-- What one commit of a run says beside its checkpoints and events, as before (0030): who waits for a run that has ended gets its output whole.
create or replace function run_note(p_workspace uuid, p_run uuid, p_segment integer, p_note json, p_output jsonb) returns integer language plpgsql as $$
declare
  p_waits jsonb := p_note -> 'waits';
  p_patch jsonb := p_note -> 'patch';
begin
  if p_note -> 'large' is not null then
    insert into payload (workspace_id, hash, bytes, body)
      select p_workspace, l ->> 'hash', (l ->> 'bytes')::integer, l -> 'body' from json_array_elements(p_note -> 'large') l on conflict do nothing;
    insert into payload_use (run_id, workspace_id, hash)
      select p_run, p_workspace, l ->> 'hash' from json_array_elements(p_note -> 'large') l on conflict do nothing;
  end if;
  if p_waits is not null then
    insert into run_wait (id, workspace_id, run_id, path, kind, topic, question, tool_call_id, status, asked_at, deadline)
      select (w ->> 'id')::uuid, p_workspace, p_run, w ->> 'path', coalesce(w ->> 'kind', 'human'), w ->> 'topic', coalesce(w -> 'question', '{}'),
        w ->> 'toolCallId', 'open', clock_timestamp(),
        coalesce((w ->> 'deadline')::timestamptz, clock_timestamp() + (w ->> 'afterMs')::double precision * interval '1 millisecond')
      from jsonb_array_elements(p_waits) w
      on conflict do nothing;
    -- a run that has ended already is answered at once
    update run_wait w set status = 'answered', answered_at = clock_timestamp(), answer = jsonb_build_object('outcome', 'answered',
        'value', jsonb_strip_nulls(jsonb_build_object('status', o.status, 'error', o.error)) || case when o.output is null then '{}' else jsonb_build_object('output', run_whole(o.workspace_id, o.output)) end,
        'at', to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      from jsonb_array_elements(p_waits) n, run o
      where n ->> 'kind' = 'run' and w.id = (n ->> 'id')::uuid and w.status = 'open'
        and o.id = (n ->> 'topic')::uuid and o.workspace_id = p_workspace and o.status in ('completed', 'failed', 'cancelled');
  end if;
  if p_patch is null then return 0; end if;
  update run set
    status = coalesce(p_patch ->> 'status', status),
    admitted = admitted and not p_patch ? 'status',
    output = coalesce(p_output, p_patch -> 'output', output),
    error = coalesce(p_patch -> 'error', error),
    demo = demo or p_patch ? 'demo',
    started_at = case when p_patch ? 'begun' then coalesce(started_at, clock_timestamp()) else started_at end,
    finished_at = case when p_patch ->> 'status' in ('completed', 'failed', 'cancelled') then clock_timestamp() else finished_at end
    where id = p_run;
  if p_patch ? 'fired' then
    update run_wait w set status = 'answered', answered_at = clock_timestamp(), resumed_in = p_segment, answer = f.value
      from jsonb_each(p_patch -> 'fired') f where w.run_id = p_run and w.id = f.key::uuid and w.status = 'open';
  end if;
  if p_patch ? 'withdrawn' then
    update run_wait w set status = 'cancelled' from jsonb_array_elements_text(p_patch -> 'withdrawn') below
      where w.run_id = p_run and w.status = 'open' and (w.path = below or starts_with(w.path, below || '/'));
  end if;
  if p_patch ? 'resumed' then
    update run_wait set resumed_in = p_segment where run_id = p_run and id in (select jsonb_array_elements_text(p_patch -> 'resumed')::uuid);
  end if;
  if p_patch ->> 'status' in ('completed', 'failed', 'cancelled') then
    update run_wait set status = 'cancelled' where run_id = p_run and status = 'open';
  end if;
  if p_patch ? 'status' then return run_admit(p_workspace, coalesce((p_patch ->> 'slots')::integer, 20)); end if;
  return 0;
end $$;
