-- What people say to a run that is at work: it takes it up at its next step. Taken once: `taken_by` is the step's path, so
-- that a step that is done again takes the same.
create table run_word (
  id uuid primary key,
  workspace_id uuid not null,
  run_id uuid not null references run (id) on delete cascade,
  place bigint generated always as identity,
  message_id text not null,
  text text not null,
  person_id uuid not null,
  author text not null,
  taken_by text,
  at timestamptz(3) not null default clock_timestamp()
);
create index run_word_run_idx on run_word (run_id, place);

-- An answer that is asked for again is one more turn about the same message.
alter table room_turn add column attempt integer not null default 0;
alter table room_turn drop constraint room_turn_room_id_message_id_agent_id_key;
alter table room_turn add constraint room_turn_once_key unique (room_id, message_id, agent_id, attempt);

-- The room this one was forked from, and up to which entry.
alter table room add column forked_from uuid, add column forked_at bigint;
create index room_forks_idx on room (forked_from) where forked_from is not null;

-- A feed begins with the entries of another, up to `p_upto`: same keys, bodies and times, in a chain of its own. Answers how many.
create function feed_copy(p_from uuid, p_to uuid, p_upto bigint) returns bigint language plpgsql as $$
declare
  f feed%rowtype;
  e record;
  h bytea;
  n bigint;
begin
  select * into f from feed where id = p_to for no key update;
  n := f.last_seq;
  h := f.last_hash;
  for e in select * from feed_entry where feed_id = p_from and workspace_id = f.workspace_id and seq <= p_upto order by seq loop
    n := n + 1;
    h := sha256(h || int8send(n) || e.body_hash);
    insert into feed_entry (feed_id, seq, workspace_id, producer_key, kind, body, body_hash, hash, at)
      values (p_to, n, f.workspace_id, e.producer_key, e.kind, e.body, e.body_hash, h, e.at);
  end loop;
  update feed set last_seq = n, last_hash = h where id = p_to;
  return n;
end $$;

-- Whole messages, to be searched. Written when a message has ended; what was shown again by a later attempt is taken out.
create table room_message (
  room_id uuid not null,
  message_id text not null,
  workspace_id uuid not null,
  seq bigint not null,
  author_id text not null,
  author text not null,
  text text not null,
  at timestamptz(3) not null,
  words tsvector generated always as (to_tsvector('simple', translate(left(text, 50000), './@:_-#+&=?%~\*|', '                '))) stored,
  primary key (room_id, message_id)
);
create index room_message_words_idx on room_message using gin (words);
create index room_message_at_idx on room_message (workspace_id, at desc);

create function room_message_keep() returns trigger language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  first record;
begin
  if new.kind = 'CUSTOM' then
    delete from room_message where room_id = new.feed_id and message_id = new.body -> 'value' ->> 'id';
    return null;
  end if;
  select e.seq, e.at, e.body into first from feed_entry e
    where e.feed_id = new.feed_id and e.kind = 'TEXT_MESSAGE_START' and e.seq < new.seq and e.body ->> 'messageId' = new.body ->> 'messageId'
    order by e.seq desc limit 1;
  if not found then return null; end if;
  insert into room_message (room_id, message_id, workspace_id, seq, author_id, author, text, at)
    select new.feed_id, new.body ->> 'messageId', new.workspace_id, first.seq, coalesce(first.body -> 'metadata' ->> 'authorId', ''),
      coalesce(first.body -> 'metadata' ->> 'speaker', ''), said.text, first.at
    from (select string_agg(e.body ->> 'delta', '' order by e.seq) as text from feed_entry e
      where e.feed_id = new.feed_id and e.seq > first.seq and e.seq < new.seq
        and e.kind = 'TEXT_MESSAGE_CONTENT' and e.body ->> 'messageId' = new.body ->> 'messageId') said
    where said.text is not null
    on conflict do nothing;
  return null;
end $$;
create trigger room_message_end after insert on feed_entry for each row when (new.kind = 'TEXT_MESSAGE_END') execute function room_message_keep();
create trigger room_message_gone after insert on feed_entry for each row
  when (new.kind = 'CUSTOM' and new.body ->> 'name' = 'hearth.superseded') execute function room_message_keep();

-- What was said before this release.
insert into room_message (room_id, message_id, workspace_id, seq, author_id, author, text, at)
  select s.feed_id, s.body ->> 'messageId', s.workspace_id, min(s.seq), min(coalesce(s.body -> 'metadata' ->> 'authorId', '')),
    min(coalesce(s.body -> 'metadata' ->> 'speaker', '')), string_agg(c.body ->> 'delta', '' order by c.seq), min(s.at)
  from feed_entry s join feed_entry c on c.feed_id = s.feed_id and c.kind = 'TEXT_MESSAGE_CONTENT' and c.body ->> 'messageId' = s.body ->> 'messageId'
  where s.kind = 'TEXT_MESSAGE_START' group by s.feed_id, s.workspace_id, s.body ->> 'messageId';
delete from room_message m using feed_entry e
  where e.feed_id = m.room_id and e.kind = 'CUSTOM' and e.body ->> 'name' = 'hearth.superseded' and e.body -> 'value' ->> 'id' = m.message_id;

grant select, insert, update, delete on run_word, room_message to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['run_word', 'room_message'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;

-- What waits for somebody to look at it: an answer in a room, or a decision.
create table notice (
  id uuid primary key,
  workspace_id uuid not null,
  person_id uuid not null,
  -- answer, decision
  kind text not null,
  -- The turn or the wait it tells of: one notice of each for each person.
  source uuid not null,
  room_id uuid,
  run_id uuid not null,
  -- Where the answer ends in the room: read up to there, it waits no more.
  seq bigint not null default 0,
  title text not null,
  text text not null,
  at timestamptz(3) not null default clock_timestamp(),
  seen_at timestamptz(3),
  -- When it is sent to the person's browsers, if it still waits then.
  push_at timestamptz(3),
  unique (source, person_id)
);
create index notice_person_idx on notice (workspace_id, person_id, at desc);
create index notice_push_idx on notice (push_at) where push_at is not null;

-- Where a person's browsers take pushed notices (RFC 8030, RFC 8291).
create table push_subscription (
  endpoint text primary key,
  person_id uuid not null references person (id) on delete cascade,
  p256dh text not null,
  auth text not null,
  user_agent text,
  created_at timestamptz(3) not null default clock_timestamp()
);
create index push_subscription_person_idx on push_subscription (person_id);

-- What somebody wants to be told of, and how. No row: as the columns say.
create table notice_setting (
  person_id uuid primary key references person (id) on delete cascade,
  push_answers boolean not null default true,
  push_decisions boolean not null default true,
  mail_decisions boolean not null default false
);

-- Secrets of the installation itself, such as the key that signs its pushes.
create table installation_secret (
  name text primary key,
  sealed bytea not null,
  created_at timestamptz(3) not null default clock_timestamp()
);

-- What was there before this release is told to nobody.
alter table run_wait add column told boolean not null default true;
alter table run_wait alter column told set default false;
create index run_wait_untold_idx on run_wait (id) where kind = 'human' and status = 'open' and not told;
alter table room_turn add column told boolean not null default true;
alter table room_turn alter column told set default false;
create index room_turn_untold_idx on room_turn (id) where state = 'ended' and not told;

grant select, insert, update, delete on notice to hearth_app;
alter table notice enable row level security;
create policy one_workspace on notice to hearth_app
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
