-- Files of a workspace: what they are, and, once for each content, their bytes.
CREATE TABLE "file" (
  "id" UUID NOT NULL PRIMARY KEY,
  "workspace_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "bytes" INTEGER NOT NULL,
  "hash" TEXT NOT NULL,
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "used_at" TIMESTAMPTZ(3)
);
CREATE INDEX "file_workspace_id_hash_idx" ON "file" ("workspace_id", "hash");
CREATE INDEX "file_unused_idx" ON "file" ("created_at") WHERE "used_at" IS NULL;
CREATE TABLE "file_content" (
  "workspace_id" UUID NOT NULL,
  "hash" TEXT NOT NULL,
  "body" BYTEA NOT NULL,
  PRIMARY KEY ("workspace_id", "hash")
);
-- Pictures and archives are compressed already.
alter table file_content alter column body set storage external;

-- What a card of a room holds half-filled, for each person.
CREATE TABLE "card_state" (
  "room_id" UUID NOT NULL REFERENCES "room" ("id") ON DELETE CASCADE,
  "card_id" TEXT NOT NULL,
  "person_id" UUID NOT NULL,
  "workspace_id" UUID NOT NULL,
  "state" JSONB NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY ("room_id", "person_id", "card_id")
);

-- What a message in line brings along.
ALTER TABLE "room_turn" ADD COLUMN "files" JSONB NOT NULL DEFAULT '[]';

grant select, insert, update, delete on file, card_state to hearth_app;
grant select, insert, delete on file_content to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['file', 'file_content', 'card_state'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;
