-- Checkpoints are replayed exactly as they were: json keeps the order of keys, jsonb does not.
alter table run_step alter column output type json, alter column error type json;
-- How far the conversation had come when the run began: what its blocks may read of it.
alter table run add column outlet_seq bigint;
-- The name of who asked to cancel.
alter table run add column cancel_asked_by text;
-- The segment that took this answer up. Null: nobody has yet.
alter table run_wait add column resumed_in integer;
create index run_status_idx on run (status) where status in ('queued', 'running');

-- A worker takes a run up for one segment. The epoch grows, so whoever held the run before can commit nothing more.
-- Null when there is nothing to do: another segment's turn, or the run has ended.
create function run_take_up(p_run uuid, p_segment integer) returns json language plpgsql as $$
declare
  r run%rowtype;
begin
  update run set epoch = epoch + 1, status = 'running'
    where id = p_run and segment = p_segment and status in ('queued', 'running') returning * into r;
  if not found then return null; end if;
  return json_build_object(
    'runId', r.id, 'workspaceId', r.workspace_id, 'agentId', r.agent_id,
    'agentName', (select a.name from agent a where a.id = r.agent_id), 'revisionId', r.revision_id, 'segment', r.segment, 'epoch', r.epoch,
    'input', r.input, 'outlet', r.outlet, 'outletSeq', r.outlet_seq, 'startedBy', r.started_by, 'cancelled', r.cancel_asked_at is not null, 'cancelledBy', r.cancel_asked_by,
    'demo', r.demo, 'begun', r.started_at is not null,
    'steps', (select coalesce(json_agg(json_build_object('path', s.path, 'outcome', s.outcome, 'output', s.output, 'error', s.error)), '[]') from run_step s where s.run_id = r.id),
    'waits', (select coalesce(json_agg(json_build_object('id', w.id, 'path', w.path, 'question', w.question, 'toolCallId', w.tool_call_id,
        'status', w.status, 'answer', w.answer, 'resumedIn', w.resumed_in) order by w.asked_at, w.path), '[]') from run_wait w where w.run_id = r.id),
    -- What a former worker was showing when it went away.
    'unfinished', case when r.epoch = 1 then '[]'::json else (
      select coalesce(json_agg(json_build_object('stream', o.body ->> 'stream', 'channel', o.body ->> 'channel') order by o.seq), '[]') from feed_entry o
      where o.feed_id = r.id and o.kind = 'stream.opened' and not exists (
        select from feed_entry c where c.feed_id = r.id and c.kind = 'stream.closed' and c.body ->> 'stream' = o.body ->> 'stream')) end,
    -- Workers that went away since something last came of it: many mean that this run takes its workers down.
    'recoveries', case when r.epoch = 1 then 0 else (
      select count(*) from feed_entry e where e.feed_id = r.id and e.kind = 'run.recovered' and e.seq > coalesce((
        select max(p.seq) from feed_entry p where p.feed_id = r.id and p.kind in ('node.completed', 'node.failed', 'run.resumed')), 0)) end);
end $$;

-- One commit of a run, in one statement: fence, checkpoints, events of the run, entries of its outlet, questions, state.
-- Repeating it changes nothing: steps, events and questions are known by path, key and id. The arrays are feed_append's:
-- e_ for the run's own feed, s_ for what is said into its outlet.
create function run_commit(p_workspace uuid, p_run uuid, p_epoch integer, p_steps json, p_waits jsonb, p_patch jsonb,
  e_keys text[], e_kinds text[], e_bodies jsonb[], e_hashes bytea[],
  s_keys text[], s_kinds text[], s_bodies jsonb[], s_hashes bytea[])
returns void language plpgsql as $$
declare
  r run%rowtype;
begin
  perform set_config('app.workspace_id', p_workspace::text, true);
  select * into r from run where id = p_run and workspace_id = p_workspace for no key update;
  if not found or r.epoch <> p_epoch or r.status <> 'running' then
    raise exception 'run % is no longer held under epoch %', p_run, p_epoch using errcode = 'HL001';
  end if;
  if p_steps is not null then
    insert into run_step (run_id, path, workspace_id, outcome, output, error, at)
      select p_run, s ->> 'p', p_workspace, s ->> 'o', s -> 'v', s -> 'e', clock_timestamp() from json_array_elements(p_steps) s
      on conflict do nothing;
  end if;
  if p_waits is not null then
    insert into run_wait (id, workspace_id, run_id, path, question, tool_call_id, status, asked_at, deadline)
      select (w ->> 'id')::uuid, p_workspace, p_run, w ->> 'path', w -> 'question', w ->> 'toolCallId', 'open', clock_timestamp(), (w ->> 'deadline')::timestamptz
      from jsonb_array_elements(p_waits) w
      on conflict do nothing;
  end if;
  if p_patch is not null then
    update run set
      status = coalesce(p_patch ->> 'status', status),
      output = coalesce(p_patch -> 'output', output),
      error = coalesce(p_patch -> 'error', error),
      demo = demo or p_patch ? 'demo',
      started_at = case when p_patch ? 'begun' then coalesce(started_at, clock_timestamp()) else started_at end,
      finished_at = case when p_patch ->> 'status' in ('completed', 'failed', 'cancelled') then clock_timestamp() else finished_at end
      where id = p_run;
    if p_patch ? 'resumed' then
      update run_wait set resumed_in = r.segment where run_id = p_run and id in (select jsonb_array_elements_text(p_patch -> 'resumed')::uuid);
    end if;
    if p_patch ->> 'status' in ('completed', 'failed', 'cancelled') then
      update run_wait set status = 'cancelled' where run_id = p_run and status = 'open';
    end if;
  end if;
  if cardinality(e_keys) > 0 then perform feed_append(p_run, e_keys, e_kinds, e_bodies, e_hashes); end if;
  if r.outlet is not null and cardinality(s_keys) > 0 then perform feed_append(r.outlet, s_keys, s_kinds, s_bodies, s_hashes); end if;
end $$;
