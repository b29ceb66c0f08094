-- Vectors that a user's sentence encoder gave to texts of trainings, so that a retraining computes only what is new.
-- 16-bit floats, two bytes a number, which do not compress. Rows unused for 30 days are erased.
create table embedding (
  encoder_id text collate "C" not null,
  text_hash bytea not null,
  vector bytea not null,
  used_at timestamptz not null,
  primary key (encoder_id, text_hash)
);
alter table embedding alter column vector set storage external;
create index embedding_used_at on embedding (used_at);
