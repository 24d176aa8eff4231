-- What people set for a service that a workspace calls; null takes the usual.
create table service_limit (
  workspace_id uuid not null,
  -- A host with its port, or the name of a model's provider.
  service text not null,
  -- At most so many calls in so many seconds. Null: as many as there are.
  calls integer,
  seconds integer,
  -- So many failures in a row open the circuit; 0: none do.
  failures integer,
  open_seconds integer,
  set_by uuid not null,
  set_at timestamptz(3) not null default clock_timestamp(),
  primary key (workspace_id, service)
);

-- How a service is doing. All workers share it. Unlogged, so that counting a call costs no flush: what a crash of the
-- database makes it forget, the next calls find out again.
create unlogged table service_state (
  workspace_id uuid not null,
  service text not null,
  -- in a row
  failures integer not null default 0,
  -- The circuit is open: until this moment nobody calls, then one tries.
  open_until timestamptz,
  -- One tries, and has until then.
  trial_until timestamptz,
  -- The service asked to be left alone (Retry-After).
  asked_until timestamptz,
  -- When the next call would be due if all came evenly spread.
  due_at timestamptz,
  called_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, service)
);
grant select, insert, update, delete on service_limit, service_state to hearth_app;
do $$
declare t text;
begin
  foreach t in array array['service_limit', 'service_state'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_workspace on %I to hearth_app
      using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)', t);
  end loop;
end $$;

-- Somebody is about to call. Says whether, and after how many milliseconds: { go, wait, trial, failing } or { go: false,
-- why: circuit | rate | asked, until }. A turn that is given is taken: whoever comes later gets a later one.
-- A quarter of the calls may go at once, the rest evenly spread, so that no window of `seconds` ever holds more than `calls`.
create function service_enter(p_workspace uuid, p_service text, p_patience_ms integer) returns json language plpgsql as $$
declare
  s service_state%rowtype;
  l service_limit%rowtype;
  moment timestamptz;
  turn timestamptz;
  burst integer;
  every interval;
begin
  insert into service_state (workspace_id, service) values (p_workspace, p_service)
    on conflict (workspace_id, service) do update set called_at = clock_timestamp() returning * into s;
  moment := clock_timestamp();
  if s.open_until is not null then
    if greatest(s.open_until, s.trial_until) > moment then
      return json_build_object('go', false, 'why', 'circuit', 'until', greatest(s.open_until, s.trial_until));
    end if;
    update service_state set trial_until = moment + interval '1 minute' where workspace_id = p_workspace and service = p_service;
  end if;
  select * into l from service_limit where workspace_id = p_workspace and service = p_service;
  turn := greatest(moment, s.asked_until);
  if l.calls is not null then
    burst := ceil(l.calls / 4.0);
    every := l.seconds * interval '1 second' / (l.calls - burst + 1);
    turn := greatest(turn, s.due_at - (burst - 1) * every);
  end if;
  if turn > moment + p_patience_ms * interval '1 millisecond' then
    update service_state set trial_until = null where workspace_id = p_workspace and service = p_service;
    return json_build_object('go', false, 'why', case when s.asked_until >= turn then 'asked' else 'rate' end, 'until', turn);
  end if;
  if l.calls is not null then
    update service_state set due_at = greatest(s.due_at, turn) + every where workspace_id = p_workspace and service = p_service;
  end if;
  return json_build_object('go', true, 'wait', extract(epoch from turn - moment) * 1000, 'trial', s.open_until is not null, 'failing', s.failures > 0);
end $$;

-- How a call went: ok, failed, or neither (`p_ok` null: it says nothing of the service).
create function service_leave(p_workspace uuid, p_service text, p_ok boolean, p_asked_ms integer, p_failures integer, p_open_seconds integer)
returns void language sql as $$
  update service_state s set
    failures = case p_ok when true then 0 when false then s.failures + 1 else s.failures end,
    open_until = case
      when p_ok then null
      when p_ok is null then s.open_until
      when s.open_until > clock_timestamp() then s.open_until
      when s.open_until is not null or s.failures + 1 >= o.failures and o.failures > 0 then clock_timestamp() + o.open_seconds * interval '1 second'
    end,
    trial_until = null,
    asked_until = case when p_asked_ms > 0 then greatest(s.asked_until, clock_timestamp() + p_asked_ms * interval '1 millisecond') else s.asked_until end
  from (select coalesce(max(l.failures), p_failures) as failures, coalesce(max(l.open_seconds), p_open_seconds) as open_seconds
    from service_limit l where l.workspace_id = p_workspace and l.service = p_service) o
  where s.workspace_id = p_workspace and s.service = p_service
$$;

-- At most `limit_most` runs with one `limit_key` at once: from when one gets its place until it has ended, also while it waits
-- for people. Until then it is held back: queued, and not to be admitted.
alter table run add column limit_key text, add column limit_most integer, add column held_back boolean not null default false,
  -- Beyond that many the oldest are cancelled, so that the newest goes on.
  add column limit_newest boolean not null default false;
create index run_limit_idx on run (workspace_id, limit_key, created_at) where limit_key is not null and status not in ('completed', 'failed', 'cancelled');
create index run_next_idx on run (workspace_id, created_at) where status = 'queued' and not admitted and not held_back;
drop index run_unadmitted_idx;

-- Gives the oldest runs that are held back under this key their places, as far as there are some. One at a time does it; who
-- comes meanwhile leaves it to upkeep, instead of waiting with locks in its hands.
create function run_key_next(p_workspace uuid, p_key text) returns void language plpgsql as $$
declare
  next record;
begin
  if not pg_try_advisory_xact_lock(hashtextextended(p_workspace || p_key, 10)) then return; end if;
  loop
    select r.id, r.limit_most into next from run r
      where r.workspace_id = p_workspace and r.limit_key = p_key and r.held_back and r.status = 'queued'
      order by r.created_at, r.id limit 1 for no key update skip locked;
    exit when not found or next.limit_most <= (select count(*) from run r
      where r.workspace_id = p_workspace and r.limit_key = p_key and not r.held_back and r.status not in ('completed', 'failed', 'cancelled'));
    update run set held_back = false where id = next.id;
  end loop;
end $$;

-- Whoever ends a run need not know of keys.
create function run_key_free() returns trigger language plpgsql as $$
begin
  perform run_key_next(new.workspace_id, new.limit_key);
  return null;
end $$;
create trigger run_key_free after update of status on run for each row
  when (new.limit_key is not null and new.status in ('completed', 'failed', 'cancelled') and old.status is distinct from new.status)
  execute function run_key_free();

create or replace function run_enqueue(p_run uuid, p_slots integer) returns integer language plpgsql as $$
declare
  r record;
begin
  update run set admitted = false where id = p_run and status = 'queued' returning workspace_id, limit_key, held_back into r;
  if not found then return 0; end if;
  if r.held_back then perform run_key_next(r.workspace_id, r.limit_key); end if;
  return run_admit(r.workspace_id, p_slots);
end $$;
