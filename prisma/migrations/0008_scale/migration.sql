-- Engine protocols: see server/decisions/006. Processes of the former release go on working on this schema: what they call and
-- write is as it was, and counts as protocol 1.

-- The protocol a run was begun or last taken up under: only workers of this one or a later one may take it.
alter table run add column protocol integer not null default 1;
-- What this worker speaks, and how long it may be silent.
alter table worker_lease add column protocol integer not null default 1, add column ttl_ms integer not null default 4000;
-- Commits look here, since they admit the next runs.
grant select on worker_lease to hearth_app;

create function worker_alive(l worker_lease) returns boolean language sql stable as $$
  select l.beat > statement_timestamp() - l.ttl_ms * interval '1 millisecond'
$$;

-- Whose workers get a run of this protocol: the oldest alive that is not older than the run. When there is none, its own, whenever they come.
create function run_protocol_for(p_protocol integer) returns integer language sql stable as $$
  select coalesce((select min(l.protocol) from worker_lease l where l.protocol >= p_protocol and worker_alive(l)), p_protocol)
$$;

-- As before, and: the place in the queue is for workers of one protocol; runs that nobody alive may take neither get nor hold a turn.
create or replace function run_admit(p_workspace uuid, p_slots integer) returns integer language plpgsql as $$
declare
  newest integer;
  room integer;
  next record;
  admitted_now integer := 0;
begin
  select max(l.protocol) into newest from worker_lease l where worker_alive(l);
  select p_slots - count(*) into room from run r
    where r.workspace_id = p_workspace and r.admitted and r.status in ('queued', 'running') and r.protocol <= coalesce(newest, r.protocol);
  if room <= 0 then return 0; end if;
  for next in
    update run set admitted = true where id in (
      select q.id from run q where q.workspace_id = p_workspace and q.status = 'queued' and not q.admitted and q.protocol <= coalesce(newest, q.protocol)
      order by q.created_at limit room for no key update skip locked)
    returning id, segment, protocol
  loop
    -- names as in server/durable/protocol.ts
    perform dbos.enqueue_workflow(workflow_name => 'segment', queue_name => 'runs', workflow_id => next.id || ':' || next.segment,
      positional_args => array[to_json(next.id), to_json(next.segment)], app_version => 'hearth-' || run_protocol_for(next.protocol), application_name => 'hearth');
    admitted_now := admitted_now + 1;
  end loop;
  return admitted_now;
end $$;

-- As with two arguments, for a process that speaks this protocol: what it begins is for workers that do, too.
create function run_enqueue(p_run uuid, p_slots integer, p_protocol integer) returns integer language plpgsql as $$
begin
  update run set protocol = p_protocol where id = p_run and epoch = 0 and protocol < p_protocol;
  return run_enqueue(p_run, p_slots);
end $$;

-- As with two arguments, for a worker that speaks this protocol: from now on the run is of it. Null for a run of a later one.
create function run_take_up(p_run uuid, p_segment integer, p_protocol integer) returns json language plpgsql as $$
begin
  update run set protocol = p_protocol where id = p_run and protocol < p_protocol and segment = p_segment and status in ('queued', 'running');
  if exists (select from run where id = p_run and protocol > p_protocol) then return null; end if;
  return run_take_up(p_run, p_segment);
end $$;
