-- How a room chooses who speaks, and what it does with what is said while they do. Empty: as rooms/policy.ts says.
alter table room add column policy jsonb not null default '{}';

-- A turn: what one agent does about one message. Its run has this id before it begins, so that it can be followed.
create table room_turn (
  id uuid primary key,
  workspace_id uuid not null,
  room_id uuid not null references room (id) on delete cascade,
  -- The order in which turns came.
  place bigint generated always as identity,
  message_id text not null,
  -- The person's message at the head of it all: another one when an agent handed over.
  root_id text not null,
  -- How many agents handed over before.
  hop integer not null default 0,
  agent_id uuid not null,
  run_id uuid not null unique,
  -- queued, begun, ended (its end was looked at), dropped
  state text not null,
  text text not null,
  -- The message stands in the room already: it can no longer be edited.
  said boolean not null,
  edits integer not null default 0,
  -- Who wrote the message, and for whom the run is.
  author_id text not null,
  author text not null,
  person_id uuid not null,
  -- chat, agui
  trigger text not null,
  -- Why this agent: { by, reason }
  why jsonb not null,
  at timestamptz(3) not null default clock_timestamp(),
  unique (room_id, message_id, agent_id)
);
create index room_turn_open_idx on room_turn (room_id, agent_id, place) where state = 'queued';
create index room_turn_begun_idx on room_turn (run_id) where state = 'begun';
create index room_turn_root_idx on room_turn (room_id, root_id);
-- Is this agent busy in this room?
create index run_busy_idx on run (outlet, agent_id) where status in ('queued', 'running') and outlet is not null;

-- How far each person has read.
create table room_read (
  room_id uuid not null references room (id) on delete cascade,
  person_id uuid not null,
  workspace_id uuid not null,
  seq bigint not null,
  at timestamptz(3) not null default clock_timestamp(),
  primary key (room_id, person_id)
);
-- Messages of a feed, for counting those that were not read.
create index feed_entry_message_idx on feed_entry (feed_id, seq) where kind = 'TEXT_MESSAGE_START';

grant select, insert, update, delete on room_turn, room_read to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['room_turn', 'room_read'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;
