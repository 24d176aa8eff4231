-- What programs show instead of a cookie: a person's own, for one workspace, known by its hash only. Gone with the membership.
create table access_token (
  id uuid not null primary key,
  workspace_id uuid not null,
  person_id uuid not null,
  name text not null,
  -- The most it may do; never more than the person may at that moment.
  role role not null,
  hash bytea not null unique,
  -- Its last characters, to tell it from others.
  hint text not null,
  created_at timestamptz(3) not null default clock_timestamp(),
  expires_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  foreign key (workspace_id, person_id) references membership (workspace_id, person_id) on delete cascade
);
create index access_token_workspace_id_idx on access_token (workspace_id, person_id);
grant select, insert, update on access_token to hearth_app;
alter table access_token enable row level security;
create policy one_workspace on access_token to hearth_app
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

-- What people, apps and agents of a conversation share: a JSON value beside its feed, moved by STATE_DELTA entries only.
create table feed_state (
  feed_id uuid not null primary key references feed (id) on delete cascade,
  workspace_id uuid not null,
  state jsonb not null
);
grant select, insert, update on feed_state to hearth_app;
alter table feed_state enable row level security;
create policy one_workspace on feed_state to hearth_app
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

-- What an app gave along with a message that waits for its turn: its tools, its context.
alter table room_turn add column given jsonb;
