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
