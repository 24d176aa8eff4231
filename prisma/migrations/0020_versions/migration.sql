-- A revision may have a name, and tells which one it brought back. `pinned`: the nodes whose called flow was named by publishing, not by a person.
alter table revision add column name text not null default '', add column restored_from integer, add column pinned text[] not null default '{}';
-- Its words may be changed by the app; what it does never (0002).
grant update (name, note) on revision to hearth_app;
-- Number 0: a draft that was tried. The same draft of an agent is kept once; it is in no list of revisions.
drop index revision_agent_id_number_key;
create unique index revision_number_key on revision (agent_id, number) where number > 0;
create unique index revision_tried_key on revision (agent_id, hash) where number = 0;
-- For clearing away tried drafts that no run needs any more.
create index run_tried_idx on run (revision_id) where trigger = 'try';

-- What a block of a draft is to give when the draft is tried. Beside the draft: never published, and merged with nothing.
create table agent_pin (
  agent_id uuid not null references agent (id) on delete cascade,
  node text not null,
  workspace_id uuid not null,
  output jsonb not null,
  pinned_by uuid not null,
  pinned_at timestamptz(3) not null default now(),
  primary key (agent_id, node)
);
-- Inputs to try a draft with.
create table agent_sample (
  agent_id uuid not null references agent (id) on delete cascade,
  name text not null,
  workspace_id uuid not null,
  input jsonb not null,
  saved_at timestamptz(3) not null default now(),
  primary key (agent_id, name)
);

grant select, insert, update, delete on agent_pin, agent_sample to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['agent_pin', 'agent_sample'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;
