-- The draft of an agent as a document that several people change at once. `state` is all of it up to update `base`; what
-- came since lies in flow_update. `agent.draft` is what it reads as, written in the same transaction; `draft_version` is its
-- version then, so that a draft which a process of a former release wrote is noticed and taken in.
create table flow_document (
  agent_id uuid primary key references agent (id) on delete cascade,
  workspace_id uuid not null,
  state bytea not null,
  base bigint not null default 0,
  newest bigint not null default 0,
  draft_version integer not null default 0
);
create table flow_update (
  agent_id uuid not null references flow_document (agent_id) on delete cascade,
  workspace_id uuid not null,
  seq bigint not null,
  update bytea not null,
  person_id uuid,
  at timestamptz(3) not null default clock_timestamp(),
  primary key (agent_id, seq)
);

grant select, insert, update, delete on flow_document, flow_update to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['flow_document', 'flow_update'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;
