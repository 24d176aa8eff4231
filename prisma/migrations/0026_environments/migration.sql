-- Environments beside production that a workspace has opened. Production is always there and has no row.
create table environment (
  workspace_id uuid not null,
  name text not null check (name in ('development', 'staging')),
  opened_by uuid not null,
  opened_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, name)
);
-- Which revision an agent is at there. Production's stands with the agent itself (published_revision).
create table agent_pointer (
  agent_id uuid not null references agent (id) on delete cascade,
  environment text not null check (environment in ('development', 'staging')),
  workspace_id uuid not null,
  revision_id uuid not null references revision (id) on delete cascade,
  primary key (agent_id, environment)
);
-- Who moved which pointer when. Only ever added to.
create table pointer_move (
  id uuid primary key,
  workspace_id uuid not null,
  agent_id uuid not null references agent (id) on delete cascade,
  environment text not null check (environment in ('development', 'staging', 'production')),
  -- Numbers of revisions. Null: nothing was there.
  former integer,
  number integer not null,
  note text not null default '',
  moved_by uuid not null,
  moved_at timestamptz(3) not null default clock_timestamp()
);
create index pointer_move_agent_idx on pointer_move (workspace_id, agent_id, moved_at desc);
-- A secret that flows name, and the hosts it may be sent to. Its values, one an environment, are sealed in the vault.
create table flow_secret (
  workspace_id uuid not null,
  name text not null,
  hosts text[] not null default '{}',
  made_by uuid not null,
  made_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, name)
);
-- What stands in an environment for a model that flows name. The empty name is the workspace's default.
create table environment_model (
  workspace_id uuid not null,
  environment text not null check (environment in ('development', 'staging')),
  model text not null,
  target text not null,
  set_by uuid not null,
  set_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, environment, model)
);
-- A run happens in one environment, and so does a conversation.
alter table run add column environment text not null default 'production';
alter table room add column environment text not null default 'production';
create index run_environment_idx on run (workspace_id, environment, created_at desc) where environment <> 'production';

grant select, insert, update, delete on environment, agent_pointer, flow_secret, environment_model to hearth_app;
grant select, insert on pointer_move to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['environment', 'agent_pointer', 'pointer_move', 'flow_secret', 'environment_model'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;

-- What was published so far was published to production.
insert into pointer_move (id, workspace_id, agent_id, environment, former, number, note, moved_by, moved_at)
  select r.id, r.workspace_id, r.agent_id, 'production', lag(r.number) over (partition by r.agent_id order by r.number), r.number, r.note, r.published_by, r.published_at
  from revision r where r.number > 0;

create or replace function run_matches(r run, f jsonb) returns boolean language sql stable as $$
  select (f -> 'agent' is null or r.agent_id = (f ->> 'agent')::uuid)
    and (f -> 'status' is null or f -> 'status' ? r.status)
    and (f -> 'trigger' is null or r.trigger = f ->> 'trigger')
    and (f -> 'environment' is null or r.environment = f ->> 'environment')
    and (f -> 'who' is null or r.started_by = (f ->> 'who')::uuid)
    and (f -> 'from' is null or r.created_at >= (f ->> 'from')::timestamptz)
    and (f -> 'to' is null or r.created_at < (f ->> 'to')::timestamptz)
    and (f -> 'attention' is null or run_wants_attention(r))
    and (f -> 'stuck' is null or (r.status = 'running' and r.stuck_since is not null))
    and (f -> 'text' is null or position(lower(f ->> 'text') in lower(r.id::text || ' ' || r.input::text || ' ' || coalesce(r.error ->> 'message', ''))) > 0)
$$;

-- As before (0009_recoveries), and says in which environment.
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
    'trigger', r.trigger, 'environment', r.environment, 'root', coalesce(r.root_run, r.id), 'depth', r.depth, 'demo', r.demo, 'begun', r.started_at is not null, 'now', extract(epoch from clock_timestamp()) * 1000,
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
