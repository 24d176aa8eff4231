-- A conversation with a draft, of who edits it: in no list of rooms.
alter table room add column trial boolean not null default false;
create index room_trial_idx on room (created_by, created_at) where trial;
