-- Runs begin, go on and end with less work, and what they make is written once. Nothing here promises more or less than before.

-- What a step gave is told by its event, which is written in the same commit: then its own row has no output.
create function step_output(s run_step) returns json language sql stable as $$
  select case when s.output is not null or s.outcome <> 'done' then s.output
    else (select (e.body -> 'output')::json from feed_entry e where e.feed_id = s.run_id and e.producer_key = s.path || ':completed') end
$$;

-- A worker takes a run up for one segment. As before (0009_recoveries, 0026), but in one update: the protocol with the rest, and when it
-- began at its first taking up. Null when there is nothing to do: another segment's turn, a run of a later protocol, or one that has ended.
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
    'input', r.input, 'outlet', r.outlet, 'outletSeq', r.outlet_seq, 'startedBy', r.started_by, 'cancelled', r.cancel_asked_at is not null, 'cancelledBy', r.cancel_asked_by,
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
drop function run_take_up(uuid, integer);

-- A worker takes what is in the queue for it, and takes the runs up, all in one commit. `tried`: `taken` is the answer of run_take_up.
-- A run that somebody holds right now, or that goes wrong, is for the worker to take up by itself: others do not wait for it.
create function run_claim(p_executor text, p_owner text, p_most integer, p_queue text, p_version text, p_application text, p_protocol integer)
returns table (id text, tried boolean, taken json) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  moment bigint := extract(epoch from now()) * 1000;
begin
  for id in
    update dbos.workflow_status s set status = 'PENDING', owner_xid = p_owner, executor_id = p_executor, recovery_attempts = s.recovery_attempts + 1,
        started_at_epoch_ms = moment, updated_at = moment
      where s.workflow_uuid = any (array(
          select w.workflow_uuid from dbos.workflow_status w
          where w.status = 'ENQUEUED' and w.queue_name = p_queue and w.application_version = p_version and w.application_name = p_application
          order by w.priority, w.created_at limit p_most for update skip locked))
        and s.status = 'ENQUEUED'
      returning s.workflow_uuid
  loop
    tried := false;
    taken := null;
    begin
      perform from run r where r.id = split_part(run_claim.id, ':', 1)::uuid for no key update skip locked;
      if found then
        taken := run_take_up(split_part(id, ':', 1)::uuid, split_part(id, ':', 2)::integer, p_protocol);
        tried := true;
      end if;
    exception when others then
      taken := null;
    end;
    return next;
  end loop;
end $$;

-- Queues the segment that a run has come to, as before (0008, 0010). Its row is changed only when it says something else.
create or replace function run_enqueue(p_run uuid, p_slots integer, p_protocol integer) returns integer language plpgsql
set plan_cache_mode = force_generic_plan as $$
declare
  r record;
begin
  select workspace_id, limit_key, held_back, admitted or epoch = 0 and protocol < p_protocol as stale into r
    from run where id = p_run and status = 'queued' for no key update;
  if not found then return 0; end if;
  if r.stale then
    update run set admitted = false, protocol = case when epoch = 0 then greatest(protocol, p_protocol) else protocol end where id = p_run;
  end if;
  if r.held_back then perform run_key_next(r.workspace_id, r.limit_key); end if;
  return run_admit(r.workspace_id, p_slots);
end $$;
drop function run_enqueue(uuid, integer);

-- A feed with its first entries, whose keys differ: both as they are to be.
create or replace function feed_begin(p_feed uuid, p_workspace uuid, p_kind text, p_keys text[], p_kinds text[], p_bodies jsonb[], p_hashes bytea[])
returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  total integer := cardinality(p_kinds);
  h bytea := sha256(uuid_send(p_feed));
  hashes bytea[] := '{}';
begin
  for i in 1 .. total loop
    h := sha256(h || int8send(i) || p_hashes[i]);
    hashes := hashes || h;
  end loop;
  insert into feed (id, workspace_id, kind, last_seq, last_hash) values (p_feed, p_workspace, p_kind, total, h);
  insert into feed_entry (feed_id, seq, workspace_id, producer_key, kind, body, body_hash, hash, at)
    select p_feed, x.seq, p_workspace, x.key, x.kind, x.body, x.body_hash, x.hash, clock_timestamp()
    from unnest(p_keys, p_kinds, p_bodies, p_hashes, hashes) with ordinality x (key, kind, body, body_hash, hash, seq);
end $$;

-- What one commit of a run says beside its checkpoints and events, as before (0009_speed). `p_output`: what the run gave, when the
-- event that tells of its end says it and the note does not.
create function run_note(p_workspace uuid, p_run uuid, p_segment integer, p_note json, p_output jsonb) returns integer language plpgsql as $$
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
        'value', jsonb_strip_nulls(jsonb_build_object('status', o.status, 'error', o.error)) || case when o.output is null then '{}' else jsonb_build_object('output', o.output) end,
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

-- Commits of one or several runs, in one statement, as run_commit_many (0009_speed), and:
-- the bodies of the entries come as one list in JSON (UTF-8), which is read once, where an array of them was read twice;
-- the output of a run that ends may be taken from its event;
-- nothing of a commit that ends a run is written, and -1 answered, when somebody wants to hold that run and its patch says `unlessPausing`.
create function run_commit_group(p_runs uuid[], p_workspaces uuid[], p_epochs integer[], p_notes json[],
  s_owner integer[], s_paths text[], s_outcomes text[], s_outputs json[], s_errors json[],
  e_owner integer[], e_feeds uuid[], e_keys text[], e_kinds text[], p_bodies bytea, e_hashes bytea[])
returns integer[] language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  total integer := cardinality(p_runs);
  e_bodies jsonb[];
  held integer[];
  segments integer[];
  pausing boolean[];
  outcomes integer[] := array_fill(null::integer, array[cardinality(p_runs)]);
  at integer;
  told integer;
  f_ids uuid[];
  f_seqs bigint[];
  f_hashes bytea[];
  known integer[];
  seqs bigint[] := '{}';
  hashes bytea[] := '{}';
  n bigint;
  h bytea;
begin
  if total = 1 then
    select array[1], array[r.segment], array[r.pause_asked_at is not null] into held, segments, pausing from run r
      where r.id = p_runs[1] and r.workspace_id = p_workspaces[1] and r.epoch = p_epochs[1] and r.status = 'running' for no key update;
  else
    select array_agg(l.i), array_agg(l.segment), array_agg(l.pausing) into held, segments, pausing from (
      select g.i, r.segment, r.pause_asked_at is not null as pausing from unnest(p_runs, p_workspaces, p_epochs) with ordinality g (id, workspace, epoch, i)
      join run r on r.id = g.id and r.workspace_id = g.workspace and r.epoch = g.epoch
      where r.status = 'running' order by r.id for no key update of r skip locked) l;
  end if;
  if held is null then return outcomes; end if;
  e_bodies := array(select jsonb_array_elements(convert_from(p_bodies, 'UTF8')::jsonb));
  if true = any (pausing) then
    for i in reverse cardinality(held) .. 1 loop
      if pausing[i] and p_notes[held[i]] -> 'patch' -> 'unlessPausing' is not null then
        outcomes[held[i]] := -1;
        held := held[: i - 1] || held[i + 1 :];
        segments := segments[: i - 1] || segments[i + 1 :];
      end if;
    end loop;
  end if;
  if cardinality(s_owner) > 0 then
    insert into run_step (run_id, path, workspace_id, outcome, output, error, at)
      select p_runs[s.owner], s.path, p_workspaces[s.owner], s.outcome, s.output, s.error, clock_timestamp()
      from unnest(s_owner, s_paths, s_outcomes, s_outputs, s_errors) s (owner, path, outcome, output, error) where s.owner = any (held)
      on conflict do nothing;
  end if;
  for i in 1 .. cardinality(held) loop
    at := held[i];
    if p_notes[at] is null then
      outcomes[at] := 0;
      continue;
    end if;
    told := array_position(e_keys, 'completed', coalesce(array_position(e_owner, at), 1));
    outcomes[at] := run_note(p_workspaces[at], p_runs[at], segments[i], p_notes[at],
      case when e_owner[told] = at and e_feeds[told] = p_runs[at] and e_kinds[told] = 'run.completed' then e_bodies[told] -> 'output' end);
  end loop;
  if cardinality(e_owner) = 0 then return outcomes; end if;

  select array_agg(f.id), array_agg(f.last_seq), array_agg(f.last_hash) into f_ids, f_seqs, f_hashes from (
    select f.id, f.last_seq, f.last_hash from feed f where f.id = any (e_feeds) order by f.id = any (p_runs) desc, f.id for no key update) f;
  select array_agg(k.i) into known from unnest(e_feeds, e_keys) with ordinality k (feed, key, i)
    join feed_entry e on e.feed_id = k.feed and e.producer_key = k.key;
  at := null;
  for i in 1 .. cardinality(e_owner) loop
    if i = 1 or e_feeds[i] <> e_feeds[i - 1] then
      if at is not null then
        f_seqs[at] := n;
        f_hashes[at] := h;
      end if;
      at := array_position(f_ids, e_feeds[i]);
      if at is null then raise exception 'feed % does not exist', e_feeds[i] using errcode = 'no_data_found'; end if;
      n := f_seqs[at];
      h := f_hashes[at];
    end if;
    if outcomes[e_owner[i]] is null or outcomes[e_owner[i]] < 0 or i = any (known) then
      seqs := seqs || null::bigint;
      hashes := hashes || null::bytea;
    else
      n := n + 1;
      h := sha256(h || int8send(n) || e_hashes[i]);
      seqs := seqs || n;
      hashes := hashes || h;
    end if;
  end loop;
  f_seqs[at] := n;
  f_hashes[at] := h;
  insert into feed_entry (feed_id, seq, workspace_id, producer_key, kind, body, body_hash, hash, at)
    select x.feed, x.seq, p_workspaces[x.owner], x.key, x.kind, x.body, x.body_hash, x.hash, clock_timestamp()
    from unnest(e_owner, e_feeds, seqs, e_keys, e_kinds, e_bodies, e_hashes, hashes) x (owner, feed, seq, key, kind, body, body_hash, hash)
    where x.seq is not null;
  update feed f set last_seq = u.seq, last_hash = u.hash from unnest(f_ids, f_seqs, f_hashes) u (id, seq, hash)
    where f.id = u.id and f.last_seq < u.seq;
  return outcomes;
end $$;
-- For processes of the former release.
create or replace function run_commit_many(p_runs uuid[], p_workspaces uuid[], p_epochs integer[], p_notes json[],
  s_owner integer[], s_paths text[], s_outcomes text[], s_outputs json[], s_errors json[],
  e_owner integer[], e_feeds uuid[], e_keys text[], e_kinds text[], e_bodies jsonb[], e_hashes bytea[])
returns integer[] language sql as $$
  select run_commit_group(p_runs, p_workspaces, p_epochs, p_notes, s_owner, s_paths, s_outcomes, s_outputs, s_errors,
    e_owner, e_feeds, e_keys, e_kinds, convert_to(to_jsonb(e_bodies)::text, 'UTF8'), e_hashes)
$$;
drop function run_note(uuid, uuid, integer, json);
-- of the release before the last
drop function run_commit(uuid, uuid, integer, json, jsonb, jsonb, text[], text[], jsonb[], bytea[], text[], text[], jsonb[], bytea[], json);
