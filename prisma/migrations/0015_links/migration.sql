-- A chat link: an address at which people from outside talk to one agent.
create table chat_link (
  id uuid primary key,
  workspace_id uuid not null,
  agent_id uuid not null references agent (id) on delete cascade,
  -- sha-256 of the address's token; the token itself is sealed in the vault.
  token_hash bytea not null unique,
  -- As links/contract.ts says: who may come, words, looks, where it may be embedded, limits.
  settings jsonb not null,
  -- The abuse switch: nobody comes in while it is off.
  live boolean not null default true,
  -- Guests' sessions are of one generation; the switch begins a new one.
  generation integer not null default 1,
  expires_at timestamptz(3),
  -- What guests ran into last.
  hit text,
  hit_at timestamptz(3),
  created_by uuid not null,
  created_at timestamptz(3) not null default clock_timestamp()
);
create index chat_link_agent_idx on chat_link (workspace_id, agent_id);

-- Somebody who came by a link: a member of one room and of nothing else.
create table chat_guest (
  id uuid primary key,
  workspace_id uuid not null,
  link_id uuid not null references chat_link (id) on delete cascade,
  room_id uuid not null unique references room (id) on delete cascade,
  -- Who they are to the site that sent them, by its signed token; null for somebody unknown.
  subject text,
  name text not null,
  email text,
  created_at timestamptz(3) not null default clock_timestamp(),
  ended_at timestamptz(3),
  unique (link_id, subject)
);

-- What guests said, for counting.
create table chat_message (
  guest_id uuid not null references chat_guest (id) on delete cascade,
  message_id uuid not null,
  link_id uuid not null references chat_link (id) on delete cascade,
  workspace_id uuid not null,
  at timestamptz(3) not null default clock_timestamp(),
  primary key (guest_id, message_id)
);
create index chat_message_link_idx on chat_message (link_id, at);

-- A guest has no account: what they are called is known where they are members.
alter table room_member add column name text;
-- What a link's conversations cost.
create index feed_entry_usage_idx on feed_entry (feed_id) where kind = 'usage.recorded';

grant select, insert, update, delete on chat_link, chat_guest, chat_message to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['chat_link', 'chat_guest', 'chat_message'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;
