-- Who said yes so far, when more than one must: [{ by: { id, name }, at, comment }].
alter table run_wait add column answers jsonb not null default '[]';
-- How many of its reminders went out.
alter table run_wait add column reminded integer not null default 0;
-- When the people it was escalated to were told.
alter table run_wait add column escalated_at timestamptz(3);
-- When upkeep has something to do for it: the next reminder or the escalation. Null: nothing.
alter table run_wait add column nudge_at timestamptz(3);
create index run_wait_nudge_idx on run_wait (nudge_at) where status = 'open' and nudge_at is not null;

-- The next moment at which this question wants upkeep, of what did not happen yet.
create function wait_nudge_at(question jsonb, reminded integer, escalated boolean) returns timestamptz language sql stable as $$
  select min(at) from (
    select (r.value #>> '{}')::timestamptz as at
      from jsonb_array_elements(case when jsonb_typeof(question -> 'remindAt') = 'array' then question -> 'remindAt' else '[]' end) with ordinality r
      where r.ordinality > reminded
    union all
    select (question #>> '{escalate,at}')::timestamptz where not escalated
  ) moments
$$;

-- Whoever writes the question need not know of this.
create function run_wait_nudge() returns trigger language plpgsql as $$
begin
  new.nudge_at := wait_nudge_at(new.question, new.reminded, new.escalated_at is not null);
  return new;
end $$;
create trigger run_wait_nudge before insert or update of reminded, escalated_at on run_wait for each row execute function run_wait_nudge();
