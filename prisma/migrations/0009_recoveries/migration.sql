-- A run that takes its workers down is ended. How often one was taken up since anything came of it is counted where it is taken
-- up: what it wrote afterwards would not be there when it takes its worker down at once.
alter table run add column recoveries integer not null default 0;
-- How far it had come when it was last taken up: its segment, what is recorded, what it asked for, what of that was settled.
alter table run add column place text;

-- As before, and: counts how often it was taken up at the same place.
create or replace function run_take_up(p_run uuid, p_segment integer) returns json language plpgsql as $$
declare
  r run%rowtype;
  here text;
begin
  select p_segment || '/' || (select count(*) from run_step s where s.run_id = p_run) || '/' || count(w) || '/' || count(w) filter (where w.status <> 'open')
    into here from run_wait w where w.run_id = p_run;
  update run set epoch = epoch + 1, status = 'running', stuck_since = null, recoveries = case when place = here then recoveries + 1 else 0 end, place = here
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
    'recoveries', r.recoveries);
end $$;
