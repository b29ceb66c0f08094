-- What each living process last measured of itself, so that /metrics of any server shows all of them. Written every 2 s and
-- worth nothing after a crash: unlogged, no WAL.
create unlogged table process_metrics (
  process_id uuid primary key references process (id) on delete cascade,
  families json not null
);
