-- Letters to people: written in the commit that is their cause, sent by a worker afterwards.
ALTER TABLE "person" ADD COLUMN "mails" BOOLEAN NOT NULL DEFAULT true;
CREATE TABLE "mail" (
  "id" UUID NOT NULL PRIMARY KEY,
  "workspace_id" UUID REFERENCES "workspace" ("id") ON DELETE CASCADE,
  "person_id" UUID NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "key" TEXT NOT NULL UNIQUE,
  "subject" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "next_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
  "tries" INTEGER NOT NULL DEFAULT 0,
  "sent_at" TIMESTAMPTZ(3),
  "failure" TEXT
);
CREATE INDEX "mail_next_at_idx" ON "mail" ("next_at");
CREATE TABLE "password_reset" (
  "token_hash" BYTEA NOT NULL PRIMARY KEY,
  "person_id" UUID NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "password_reset_person_id_idx" ON "password_reset" ("person_id");

grant select, insert on mail to hearth_app;
alter table mail enable row level security;
create policy one_workspace on mail to hearth_app
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
