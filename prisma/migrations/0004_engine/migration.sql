-- What a run waits for: people (human), or a moment, an event, a signal, the end of another run.
alter table run_wait add column kind text not null default 'human';
-- event: its topic · signal: `signal:<run>:<name>` · run: the id of the other run.
alter table run_wait add column topic text;
-- Who listens to this? Oldest first.
create index run_wait_topic_idx on run_wait (workspace_id, kind, topic, asked_at) where status = 'open' and topic is not null;
create index run_wait_due_idx on run_wait (deadline) where status = 'open';

-- At most so many segments of one workspace are in the queue at a time; the rest waits here, with `admitted` false.
alter table run add column admitted boolean not null default false;
update run set admitted = true where status in ('queued', 'running');
create index run_admitted_idx on run (workspace_id) where admitted and status in ('queued', 'running');
create index run_unadmitted_idx on run (workspace_id, created_at) where status = 'queued' and not admitted;
-- Since when nothing comes of it although a worker holds it. Null: all is well.
alter table run add column stuck_since timestamptz(3);

-- Values too large for checkpoints and events. They hold `{ "$large": { hash, bytes, preview } }` instead.
create table payload (
  workspace_id uuid not null,
  -- sha-256, hex, of the canonical JSON
  hash text not null,
  bytes integer not null,
  body json not null,
  primary key (workspace_id, hash)
);
-- Which runs hold it. One that no run holds any more is removed.
create table payload_use (
  run_id uuid not null,
  workspace_id uuid not null,
  hash text not null,
  primary key (run_id, hash)
);
create index payload_use_hash_idx on payload_use (workspace_id, hash);
grant select, insert, update, delete on payload, payload_use to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['payload', 'payload_use'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;

-- Puts the oldest waiting runs of a workspace into the queue, as far as there is room. Answers how many.
-- Two at once may admit one too many between them, or leave one behind: upkeep looks every second.
create function run_admit(p_workspace uuid, p_slots integer) returns integer language plpgsql as $$
declare
  room integer;
  next record;
  admitted_now integer := 0;
begin
  select p_slots - count(*) into room from run r where r.workspace_id = p_workspace and r.admitted and r.status in ('queued', 'running');
  if room <= 0 then return 0; end if;
  for next in
    update run set admitted = true where id in (
      select q.id from run q where q.workspace_id = p_workspace and q.status = 'queued' and not q.admitted
      order by q.created_at limit room for no key update skip locked)
    returning id, segment
  loop
    -- names as in server/durable/protocol.ts
    perform dbos.enqueue_workflow(workflow_name => 'segment', queue_name => 'runs', workflow_id => next.id || ':' || next.segment,
      positional_args => array[to_json(next.id), to_json(next.segment)], app_version => 'hearth-1', application_name => 'hearth');
    admitted_now := admitted_now + 1;
  end loop;
  return admitted_now;
end $$;

-- Queues the segment that a run has come to: at once, or when it is its turn. Answers how many went into the queue.
create function run_enqueue(p_run uuid, p_slots integer) returns integer language plpgsql as $$
declare
  w uuid;
begin
  update run set admitted = false where id = p_run and status = 'queued' returning workspace_id into w;
  return case when w is null then 0 else run_admit(w, p_slots) end;
end $$;

-- A worker takes a run up for one segment. As before, and: what each wait is for, the database's clock.
create or replace function run_take_up(p_run uuid, p_segment integer) returns json language plpgsql as $$
declare
  r run%rowtype;
begin
  update run set epoch = epoch + 1, status = 'running', stuck_since = null
    where id = p_run and segment = p_segment and status in ('queued', 'running') returning * into r;
  if not found then return null; end if;
  return json_build_object(
    'runId', r.id, 'workspaceId', r.workspace_id, 'agentId', r.agent_id,
    'agentName', (select a.name from agent a where a.id = r.agent_id), 'revisionId', r.revision_id, 'segment', r.segment, 'epoch', r.epoch,
    'input', r.input, 'outlet', r.outlet, 'outletSeq', r.outlet_seq, 'startedBy', r.started_by, 'cancelled', r.cancel_asked_at is not null, 'cancelledBy', r.cancel_asked_by,
    'trigger', r.trigger, 'root', coalesce(r.root_run, r.id), 'depth', r.depth, 'demo', r.demo, 'begun', r.started_at is not null, 'now', extract(epoch from clock_timestamp()) * 1000,
    'steps', (select coalesce(json_agg(json_build_object('path', s.path, 'outcome', s.outcome, 'output', s.output, 'error', s.error)), '[]') from run_step s where s.run_id = r.id),
    'waits', (select coalesce(json_agg(json_build_object('id', w.id, 'path', w.path, 'kind', w.kind, 'question', w.question, 'toolCallId', w.tool_call_id,
        'status', w.status, 'answer', w.answer, 'resumedIn', w.resumed_in, 'dueIn', extract(epoch from w.deadline - clock_timestamp()) * 1000)
        order by w.asked_at, w.path), '[]') from run_wait w where w.run_id = r.id),
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

-- One commit of a run, as before, and: waits of every kind, timers that fired, waits that nobody needs any more, large
-- values; a run that ends or parks makes room for the next ones of its workspace. Answers how many were put in the queue.
-- Keys of p_patch: status, output, error, demo, begun, resumed (ids), fired (id → answer), withdrawn (paths), slots.
drop function run_commit(uuid, uuid, integer, json, jsonb, jsonb, text[], text[], jsonb[], bytea[], text[], text[], jsonb[], bytea[]);
create function run_commit(p_workspace uuid, p_run uuid, p_epoch integer, p_steps json, p_waits jsonb, p_patch jsonb,
  e_keys text[], e_kinds text[], e_bodies jsonb[], e_hashes bytea[],
  s_keys text[], s_kinds text[], s_bodies jsonb[], s_hashes bytea[], p_large json)
returns integer language plpgsql as $$
declare
  r run%rowtype;
  admitted_now integer := 0;
begin
  perform set_config('app.workspace_id', p_workspace::text, true);
  select * into r from run where id = p_run and workspace_id = p_workspace for no key update;
  if not found or r.epoch <> p_epoch or r.status <> 'running' then
    raise exception 'run % is no longer held under epoch %', p_run, p_epoch using errcode = 'HL001';
  end if;
  if p_large is not null then
    insert into payload (workspace_id, hash, bytes, body)
      select p_workspace, l ->> 'hash', (l ->> 'bytes')::integer, l -> 'body' from json_array_elements(p_large) l on conflict do nothing;
    insert into payload_use (run_id, workspace_id, hash)
      select p_run, p_workspace, l ->> 'hash' from json_array_elements(p_large) l on conflict do nothing;
  end if;
  if p_steps is not null then
    insert into run_step (run_id, path, workspace_id, outcome, output, error, at)
      select p_run, s ->> 'p', p_workspace, s ->> 'o', s -> 'v', s -> 'e', clock_timestamp() from json_array_elements(p_steps) s
      on conflict do nothing;
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
        'value', jsonb_strip_nulls(jsonb_build_object('status', o.status, 'error', o.error)) || case when o.output is null then '{}' else jsonb_build_object('output', o.output) end,
        'at', to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      from jsonb_array_elements(p_waits) n, run o
      where n ->> 'kind' = 'run' and w.id = (n ->> 'id')::uuid and w.status = 'open'
        and o.id = (n ->> 'topic')::uuid and o.workspace_id = p_workspace and o.status in ('completed', 'failed', 'cancelled');
  end if;
  if p_patch is not null then
    update run set
      status = coalesce(p_patch ->> 'status', status),
      admitted = admitted and not p_patch ? 'status',
      output = coalesce(p_patch -> 'output', output),
      error = coalesce(p_patch -> 'error', error),
      demo = demo or p_patch ? 'demo',
      started_at = case when p_patch ? 'begun' then coalesce(started_at, clock_timestamp()) else started_at end,
      finished_at = case when p_patch ->> 'status' in ('completed', 'failed', 'cancelled') then clock_timestamp() else finished_at end
      where id = p_run;
    if p_patch ? 'fired' then
      update run_wait w set status = 'answered', answered_at = clock_timestamp(), resumed_in = r.segment, answer = f.value
        from jsonb_each(p_patch -> 'fired') f where w.run_id = p_run and w.id = f.key::uuid and w.status = 'open';
    end if;
    if p_patch ? 'withdrawn' then
      update run_wait w set status = 'cancelled' from jsonb_array_elements_text(p_patch -> 'withdrawn') below
        where w.run_id = p_run and w.status = 'open' and (w.path = below or starts_with(w.path, below || '/'));
    end if;
    if p_patch ? 'resumed' then
      update run_wait set resumed_in = r.segment where run_id = p_run and id in (select jsonb_array_elements_text(p_patch -> 'resumed')::uuid);
    end if;
    if p_patch ->> 'status' in ('completed', 'failed', 'cancelled') then
      update run_wait set status = 'cancelled' where run_id = p_run and status = 'open';
    end if;
    if p_patch ? 'status' then admitted_now := run_admit(p_workspace, coalesce((p_patch ->> 'slots')::integer, 20)); end if;
  end if;
  if cardinality(e_keys) > 0 then perform feed_append(p_run, e_keys, e_kinds, e_bodies, e_hashes); end if;
  if r.outlet is not null and cardinality(s_keys) > 0 then perform feed_append(r.outlet, s_keys, s_kinds, s_bodies, s_hashes); end if;
  return admitted_now;
end $$;
