-- The file that an operation has made, in pieces, by the attempt that made it. It goes with its operation.
create table operation_file (
  operation_id uuid not null references operation (id) on delete cascade,
  attempt integer not null,
  seq integer not null,
  bytes bytea not null,
  primary key (operation_id, attempt, seq)
);
