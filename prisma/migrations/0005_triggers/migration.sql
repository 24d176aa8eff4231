-- Which run began this one, the first of the line, and how far down the line it is.
alter table run add column parent_run uuid, add column root_run uuid, add column depth integer not null default 0;
create index run_parent_idx on run (parent_run) where parent_run is not null;
-- For the limit on what one workspace may have queued.
create index run_queued_idx on run (workspace_id) where status = 'queued';

-- What starts an agent by itself: one row an agent, made from its published revision.
create table agent_trigger (
  agent_id uuid primary key references agent (id) on delete cascade,
  workspace_id uuid not null,
  -- The revision this row was made from; null when that is to be looked at again.
  revision_id uuid,
  -- none, schedule, webhook, event
  kind text not null,
  settings jsonb not null default '{}',
  -- Why it cannot work, in words for people.
  problem text,
  paused_at timestamptz(3),
  -- Schedules: the next moment that has not been dealt with.
  next_at timestamptz(3),
  -- When it started its agent the last time.
  fired_at timestamptz(3),
  -- Webhooks: sha-256 of the token; the token itself is sealed in the vault.
  token_hash bytea unique,
  -- Events: what it listens to.
  topic text
);
create index agent_trigger_due_idx on agent_trigger (next_at) where next_at is not null and paused_at is null;
create index agent_trigger_topic_idx on agent_trigger (workspace_id, topic) where topic is not null;

-- What flows say to each other: written in the commit of the step that says it, delivered afterwards.
-- A topic is heard by all who listen; `signal:<run>:<name>` is for one run, and kept until it is received.
create table flow_event (
  id uuid primary key,
  workspace_id uuid not null,
  topic text not null,
  payload jsonb not null,
  -- The run that said it; null: somebody outside.
  run_id uuid,
  at timestamptz not null default clock_timestamp(),
  delivered_at timestamptz
);
create index flow_event_open_idx on flow_event (at) where delivered_at is null and not starts_with(topic, 'signal:');
create index flow_event_signal_idx on flow_event (workspace_id, topic, at) where delivered_at is null and starts_with(topic, 'signal:');
create index flow_event_delivered_idx on flow_event (delivered_at) where delivered_at is not null;
create index flow_event_topic_idx on flow_event (workspace_id, topic, at);

grant select, insert, update, delete on agent_trigger, flow_event to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['agent_trigger', 'flow_event'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;
