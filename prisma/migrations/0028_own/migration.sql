-- A draft's document grows with what was deleted from it. Once it rests it is begun anew from what it reads as: `root` is who (Yjs client)
-- wrote that beginning, none while it was never begun anew; `begun` the change it was.
alter table flow_document add column root bigint, add column begun bigint not null default 0, add column changed_at timestamptz(3) not null default now();
-- What it was before, so that whoever comes back with a copy of then is merged by it. Root 0: before the first new beginning.
create table flow_former (
  agent_id uuid not null references flow_document (agent_id) on delete cascade,
  root bigint not null,
  workspace_id uuid not null,
  state bytea not null,
  left_at timestamptz(3) not null default now(),
  primary key (agent_id, root)
);

-- A flow that a workspace keeps to begin others with.
create table flow_template (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  description text not null,
  icon text not null,
  tries jsonb not null default '[]',
  flow jsonb not null,
  -- What was taken out of it, in words for whoever uses it.
  left_out jsonb not null default '[]',
  -- The agent it was made from, to bring it up to date; the agent may go.
  agent_id uuid,
  version integer not null default 1,
  saved_by uuid not null,
  saved_at timestamptz(3) not null default now()
);
create unique index flow_template_name_key on flow_template (workspace_id, lower(name));

grant select, insert, update, delete on flow_former, flow_template to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['flow_former', 'flow_template'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;
