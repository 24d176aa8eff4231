-- A talk about one block of an agent's flow. It stays when the block is gone: then it says what the block was called.
create table comment_thread (
  id uuid primary key,
  workspace_id uuid not null,
  agent_id uuid not null references agent (id) on delete cascade,
  node text not null,
  title text not null,
  begun_at timestamptz(3) not null default clock_timestamp(),
  resolved_by uuid,
  resolved_at timestamptz(3)
);
create index comment_thread_agent_idx on comment_thread (workspace_id, agent_id, begun_at);
-- What was said. Only ever added to.
create table comment (
  id uuid primary key,
  workspace_id uuid not null,
  thread_id uuid not null references comment_thread (id) on delete cascade,
  text text not null,
  mentions uuid[] not null default '{}',
  author_id uuid not null,
  at timestamptz(3) not null default clock_timestamp()
);
create index comment_thread_idx on comment (thread_id, at);

grant select, insert, update on comment_thread to hearth_app;
grant select, insert on comment to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['comment_thread', 'comment'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;

-- A notice may tell of a comment that names somebody: it leads to the agent, and waits until the talk is resolved.
alter table notice alter column run_id drop not null, add column agent_id uuid, add column thread_id uuid;
alter table notice_setting add column push_mentions boolean not null default true, add column mail_mentions boolean not null default true;
grant select on notice_setting to hearth_app;
