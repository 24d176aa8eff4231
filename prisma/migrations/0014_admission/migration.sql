-- Puts the oldest waiting runs of a workspace into the queue, as far as there is room. Answers how many. Looks first whether
-- anybody waits, which is seldom. What is held back by its key does not stand in line (0010); the place in the queue is for
-- workers of one protocol, and runs that nobody alive may take neither get nor hold a turn (0008).
create or replace function run_admit(p_workspace uuid, p_slots integer) returns integer language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  newest integer;
  room integer;
  next record;
  admitted_now integer := 0;
begin
  if not exists (select from run q where q.workspace_id = p_workspace and q.status = 'queued' and not q.admitted and not q.held_back) then return 0; end if;
  select max(l.protocol) into newest from worker_lease l where worker_alive(l);
  select p_slots - count(*) into room from run r
    where r.workspace_id = p_workspace and r.admitted and r.status in ('queued', 'running') and r.protocol <= coalesce(newest, r.protocol);
  if room <= 0 then return 0; end if;
  for next in
    select q.id, q.segment, q.protocol from run q
      where q.workspace_id = p_workspace and q.status = 'queued' and not q.admitted and not q.held_back and q.protocol <= coalesce(newest, q.protocol)
      order by q.created_at limit room for no key update skip locked
  loop
    update run set admitted = true where id = next.id;
    -- names as in server/durable/protocol.ts
    perform dbos.enqueue_workflow(workflow_name => 'segment', queue_name => 'runs', workflow_id => next.id || ':' || next.segment,
      positional_args => array[to_json(next.id), to_json(next.segment)], app_version => 'hearth-' || run_protocol_for(next.protocol), application_name => 'hearth');
    admitted_now := admitted_now + 1;
  end loop;
  return admitted_now;
end $$;
