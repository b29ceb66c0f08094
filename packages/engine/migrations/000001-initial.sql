-- One row per running process; renewed every 2 s. A process silent for 8 s is swept and its queue locks are freed.
create table process (
  id uuid primary key,
  pool_ids text[] not null,
  role text not null,
  host text not null,
  pid integer not null,
  data_directory text,
  started_at timestamptz not null,
  renewed_at timestamptz not null
);

create table api_key (
  id uuid primary key,
  name text collate "C" not null,
  secret_hash bytea not null,
  role text not null constraint api_key_role check (role in ('owner', 'writer', 'reader', 'predict')),
  projects text[],
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create unique index api_key_secret_hash on api_key (secret_hash);
create unique index api_key_name on api_key (name) where revoked_at is null;

create table project (
  id uuid primary key,
  name text collate "C" not null,
  kind text not null constraint project_kind check (kind in ('single', 'multi')),
  language text not null,
  multilingual boolean not null,
  description text not null,
  container text not null,
  settings jsonb not null,
  created_at timestamptz not null,
  modified_at timestamptz not null,
  trained_at timestamptz,
  deployed_at timestamptz,
  deleted_at timestamptz
);
-- A deleted project's rows are erased by a job; its name is free at once.
create unique index project_name_unique on project (name) where deleted_at is null;

create table class (
  id uuid primary key,
  project_id uuid not null references project (id) on delete cascade,
  name text collate "C" not null,
  position integer not null,
  constraint class_name_unique unique (project_id, name)
);

create table document (
  id uuid primary key,
  project_id uuid not null references project (id) on delete cascade,
  name text collate "C" not null,
  text text not null,
  language text,
  dataset text constraint document_dataset check (dataset in ('train', 'test')),
  replaced_characters boolean not null default false,
  created_at timestamptz not null,
  modified_at timestamptz not null,
  constraint document_name_unique unique (project_id, name)
);

-- A label: which actor said that a document has a class, and when.
create table label (
  document_id uuid not null references document (id) on delete cascade,
  class_id uuid not null references class (id) on delete cascade,
  actor text not null,
  labeled_at timestamptz not null,
  primary key (document_id, class_id)
);
create index label_class on label (class_id);

create table operation (
  id uuid primary key,
  kind text not null constraint operation_kind check (kind in ('import', 'import-rows', 'train', 'deploy', 'delete-deployment', 'swap-deployments', 'delete-project', 'export', 'load-snapshot')),
  project_id uuid,
  project_name text not null,
  subject text,
  actor text not null,
  status text not null constraint operation_status check (status in ('notStarted', 'running', 'succeeded', 'failed', 'cancelling', 'cancelled')),
  request jsonb not null,
  progress jsonb,
  result jsonb,
  errors jsonb not null default '[]',
  warnings jsonb not null default '[]',
  attempt integer not null default 0,
  process_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz not null
);
create index operation_list on operation (project_name, kind, created_at desc);
create index operation_running on operation (process_id) where status in ('running', 'cancelling');
create index operation_expiry on operation (expires_at);
-- One training job a project at a time (a second one is refused).
create unique index operation_one_training on operation (project_id) where kind = 'train' and status in ('notStarted', 'running', 'cancelling');

create table operation_history (
  operation_id uuid not null references operation (id) on delete cascade,
  moved_at timestamptz not null,
  actor text not null,
  from_status text,
  to_status text not null
);
create index operation_history_operation on operation_history (operation_id);

-- The uploaded body of an import, in pieces of at most 1 MB; erased when the operation has ended.
create table operation_payload (
  operation_id uuid not null references operation (id) on delete cascade,
  seq integer not null,
  bytes bytea not null,
  primary key (operation_id, seq)
);

-- A trained artefact. Overwriting a model's name leaves the old row (name_current = false) for as long as a deployment points at it.
create table model (
  id uuid primary key,
  project_id uuid not null references project (id) on delete cascade,
  name text collate "C" not null,
  name_current boolean not null,
  kind text not null constraint model_kind check (kind in ('single', 'multi')),
  config_version text not null,
  seed bigint not null,
  byte_length integer not null,
  snapshot_digest text not null,
  evaluation_options jsonb not null,
  evaluation jsonb not null,
  report jsonb not null,
  trained_at timestamptz not null,
  training_seconds integer not null
);
create unique index model_current on model (project_id, name) where name_current;
-- Bytes lie apart so that listing models never reads them.
create table model_bytes (
  model_id uuid primary key references model (id) on delete cascade,
  bytes bytea not null
);
alter table model_bytes alter column bytes set storage external;
-- The training snapshot: settings, classes and every document's name, language, dataset, labels (gzip JSON).
create table model_snapshot (
  model_id uuid primary key references model (id) on delete cascade,
  bytes bytea not null
);
alter table model_snapshot alter column bytes set storage external;

create table evaluation_document (
  model_id uuid not null references model (id) on delete cascade,
  position integer not null,
  name text collate "C" not null,
  language text not null,
  expected text[] not null,
  predicted text[] not null,
  scores real[] not null,
  primary key (model_id, position)
);

create table deployment (
  id uuid primary key,
  project_id uuid not null references project (id) on delete cascade,
  name text collate "C" not null,
  model_id uuid not null references model (id),
  settings jsonb not null,
  deployed_at timestamptz not null,
  constraint deployment_name_unique unique (project_id, name)
);
create index deployment_model on deployment (model_id);

-- One row a job: its documents as one value, erased in the transaction that writes the results.
create table prediction_job (
  id uuid primary key,
  actor text not null,
  status text not null constraint prediction_job_status check (status in ('notStarted', 'running', 'succeeded', 'failed', 'cancelling', 'cancelled')),
  display_name text,
  tasks jsonb not null,
  documents jsonb,
  document_ids jsonb not null,
  completed integer not null default 0,
  failed integer not null default 0,
  attempt integer not null default 0,
  process_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  cancel_after timestamptz,
  expires_at timestamptz not null
);
create index prediction_job_expiry on prediction_job (expires_at);
create index prediction_job_waiting on prediction_job (id) where status = 'notStarted';
create index prediction_job_running on prediction_job (process_id) where status in ('running', 'cancelling');

create table prediction_task_result (
  job_id uuid not null references prediction_job (id) on delete cascade,
  task_index integer not null,
  finished_at timestamptz not null,
  result jsonb not null,
  primary key (job_id, task_index)
);
