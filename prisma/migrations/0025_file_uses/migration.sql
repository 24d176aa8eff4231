-- Where each file is used: rooms that said it, runs that were answered with it. Told to whoever wants to delete it.
CREATE TABLE "file_use" (
  "workspace_id" UUID NOT NULL,
  "file_id" UUID NOT NULL REFERENCES "file" ("id") ON DELETE CASCADE,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('room', 'run')),
  "place" UUID NOT NULL,
  PRIMARY KEY ("file_id", "place")
);
CREATE INDEX "file_use_place_idx" ON "file_use" ("place");
CREATE INDEX "file_workspace_id_created_at_idx" ON "file" ("workspace_id", "created_at" DESC, "id");

-- What rooms said before this table was there.
INSERT INTO "file_use" ("workspace_id", "file_id", "kind", "place")
SELECT DISTINCT f."workspace_id", f."id", 'room', e."feed_id"
FROM "feed_entry" e
JOIN "room" r ON r."id" = e."feed_id"
CROSS JOIN LATERAL jsonb_array_elements(e."body" -> 'metadata' -> 'files') named
JOIN "file" f ON f."id" = (named ->> 'id')::uuid AND f."workspace_id" = r."workspace_id"
WHERE e."kind" = 'TEXT_MESSAGE_START' AND jsonb_typeof(e."body" -> 'metadata' -> 'files') = 'array';

grant select, insert, delete on file_use to hearth_app;
alter table file_use enable row level security;
create policy one_workspace on file_use to hearth_app
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
