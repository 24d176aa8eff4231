-- What became of what was said. The comment itself stays as it was written: the newest of these rows says what it reads as now.
create table comment_change (
  id uuid primary key,
  workspace_id uuid not null,
  comment_id uuid not null references comment (id) on delete cascade,
  text text,
  mentions uuid[] not null default '{}',
  by_id uuid not null,
  at timestamptz(3) not null default clock_timestamp()
);
create index comment_change_idx on comment_change (comment_id, at desc);

grant select, insert on comment_change to hearth_app;
alter table comment_change enable row level security;
create policy one_workspace on comment_change to hearth_app
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
