-- What a commit of a run costs, made less. Nothing here promises more or less than before.

-- Append to a feed, as before (0002): takes the feed's row, hands out gap-free seqs, chains hashes; a known producer key
-- appends nothing and answers the seq it got the first time. One look for known keys and one insert, however many entries.
create or replace function feed_append(p_feed uuid, p_keys text[], p_kinds text[], p_bodies jsonb[], p_hashes bytea[]) returns bigint[]
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  w uuid;
  n bigint;
  h bytea;
  total integer := coalesce(array_length(p_kinds, 1), 0);
  known_keys text[];
  known_seqs bigint[];
  known integer;
  seqs bigint[] := '{}';
  fresh integer[] := '{}';
  fresh_seqs bigint[] := '{}';
  fresh_hashes bytea[] := '{}';
begin
  select workspace_id, last_seq, last_hash into w, n, h from feed where id = p_feed for no key update;
  if not found then raise exception 'feed % does not exist', p_feed using errcode = 'no_data_found'; end if;
  select array_agg(e.producer_key), array_agg(e.seq) into known_keys, known_seqs
    from feed_entry e where e.feed_id = p_feed and e.producer_key = any (p_keys);
  for i in 1 .. total loop
    if p_keys[i] is not null then
      known := array_position(known_keys, p_keys[i]);
      if known is not null then
        seqs := seqs || known_seqs[known];
        continue;
      end if;
      known := array_position(p_keys, p_keys[i]);
      if known < i then
        seqs := seqs || seqs[known];
        continue;
      end if;
    end if;
    n := n + 1;
    h := sha256(h || int8send(n) || p_hashes[i]);
    seqs := seqs || n;
    fresh := fresh || i;
    fresh_seqs := fresh_seqs || n;
    fresh_hashes := fresh_hashes || h;
  end loop;
  if cardinality(fresh) = 0 then return seqs; end if;
  insert into feed_entry (feed_id, seq, workspace_id, producer_key, kind, body, body_hash, hash, at)
    select p_feed, f.seq, w, p_keys[f.i], p_kinds[f.i], p_bodies[f.i], p_hashes[f.i], f.hash, clock_timestamp()
    from unnest(fresh, fresh_seqs, fresh_hashes) f (i, seq, hash);
  update feed set last_seq = n, last_hash = h where id = p_feed;
  return seqs;
end $$;

-- What one commit of a run says beside its checkpoints and events: waits of every kind, timers that fired, waits that nobody
-- needs any more, large values, changes to the run's row. The caller holds that row. Answers how many runs of the workspace
-- were put into the queue, since one that ends or parks makes room. Keys of `p_note`: waits, large, patch; of its patch:
-- status, output, error, demo, begun, resumed (ids), fired (id → answer), withdrawn (paths), slots.
create function run_note(p_workspace uuid, p_run uuid, p_segment integer, p_note json) returns integer language plpgsql as $$
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
    output = coalesce(p_patch -> 'output', output),
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

-- Commits of one or several runs, in one statement: fence, checkpoints, entries of the run's feed and of its outlet, notes.
-- Repeating it changes nothing: steps, entries and waits are known by path, key and id.
--
-- Answers for each run: how many runs its end put into the queue, or null when nothing of it was written. Alone, that means
-- that the run is no longer held under this epoch. Among others it may also mean that its row was not free: nobody waits
-- there for somebody else's run.
--
-- s_ are steps, e_ entries; `owner` is the place of their run in p_runs. The entries of one feed stand together, each key once.
-- Everybody takes rows in this order: runs, feeds of runs, outlets; several of a kind by id. It runs as the owner of the tables,
-- because the runs may be of several workspaces: each run names its own, and nothing else is touched.
--
-- Plans are made once a connection, and joins go by index from the small side: a plan made while the tables were small must
-- not be bad when they no longer are. Processes of the former release go on with run_commit.
create function run_commit_many(p_runs uuid[], p_workspaces uuid[], p_epochs integer[], p_notes json[],
  s_owner integer[], s_paths text[], s_outcomes text[], s_outputs json[], s_errors json[],
  e_owner integer[], e_feeds uuid[], e_keys text[], e_kinds text[], e_bodies jsonb[], e_hashes bytea[])
returns integer[] language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  total integer := cardinality(p_runs);
  held integer[];
  segments integer[];
  outcomes integer[] := array_fill(null::integer, array[cardinality(p_runs)]);
  at integer;
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
    select array[1], array[r.segment] into held, segments from run r
      where r.id = p_runs[1] and r.workspace_id = p_workspaces[1] and r.epoch = p_epochs[1] and r.status = 'running' for no key update;
  else
    select array_agg(l.i), array_agg(l.segment) into held, segments from (
      select g.i, r.segment from unnest(p_runs, p_workspaces, p_epochs) with ordinality g (id, workspace, epoch, i)
      join run r on r.id = g.id and r.workspace_id = g.workspace and r.epoch = g.epoch
      where r.status = 'running' order by r.id for no key update of r skip locked) l;
  end if;
  if held is null then return outcomes; end if;
  if cardinality(s_owner) > 0 then
    insert into run_step (run_id, path, workspace_id, outcome, output, error, at)
      select p_runs[s.owner], s.path, p_workspaces[s.owner], s.outcome, s.output, s.error, clock_timestamp()
      from unnest(s_owner, s_paths, s_outcomes, s_outputs, s_errors) s (owner, path, outcome, output, error) where s.owner = any (held)
      on conflict do nothing;
  end if;
  for i in 1 .. cardinality(held) loop
    at := held[i];
    outcomes[at] := case when p_notes[at] is null then 0 else run_note(p_workspaces[at], p_runs[at], segments[i], p_notes[at]) end;
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
    if outcomes[e_owner[i]] is null or i = any (known) then
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

-- A feed with its first entries.
create function feed_begin(p_feed uuid, p_workspace uuid, p_kind text, p_keys text[], p_kinds text[], p_bodies jsonb[], p_hashes bytea[])
returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  insert into feed (id, workspace_id, kind, last_hash) values (p_feed, p_workspace, p_kind, sha256(uuid_send(p_feed)));
  perform feed_append(p_feed, p_keys, p_kinds, p_bodies, p_hashes);
end $$;
