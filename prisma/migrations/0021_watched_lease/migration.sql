-- A worker that keeps a lock of its lease's connection is known to be gone as soon as that connection closes.
alter table worker_lease add column watched boolean not null default false;

-- The lock a worker keeps while it lives, and whether anybody has it.
create function worker_lock(p_executor text) returns integer language sql immutable as $$ select hashtext(p_executor) $$;
create function worker_connected(p_executor text) returns boolean language sql stable as $$
  select exists (
    select from pg_locks k join pg_database d on d.oid = k.database and d.datname = current_database()
    where k.locktype = 'advisory' and k.objsubid = 2 and k.granted
      and k.classid = hashtext('hearth-worker')::oid and k.objid = worker_lock(p_executor)::oid)
$$;
