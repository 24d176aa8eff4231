-- How long a file is kept that no message and no answer brings along, in days. Null: for ever.
alter table workspace add column file_days integer check (file_days between 1 and 3650);
grant update (file_days) on workspace to hearth_app;

-- What the guests of a chat link keep is counted by who uploaded it.
create index file_created_by_idx on file (created_by);
