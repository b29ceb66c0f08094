-- Generated from the migrated catalogue; do not edit.

create table api_key (
  id uuid not null,
  name text collate "C" not null,
  secret_hash bytea not null,
  role text not null,
  projects text[],
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_role CHECK ((role = ANY (ARRAY['owner'::text, 'writer'::text, 'reader'::text, 'predict-only'::text])))
);
CREATE UNIQUE INDEX api_key_name ON public.api_key USING btree (name) WHERE (revoked_at IS NULL);
CREATE UNIQUE INDEX api_key_secret_hash ON public.api_key USING btree (secret_hash);

create table class (
  id uuid not null,
  project_id uuid not null,
  name text collate "C" not null,
  position integer not null,
  constraint class_name_unique UNIQUE (project_id, name),
  constraint class_pkey PRIMARY KEY (id),
  constraint class_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
);

create table deployment (
  id uuid not null,
  project_id uuid not null,
  name text collate "C" not null,
  model_id uuid not null,
  settings jsonb not null,
  deployed_at timestamp with time zone not null,
  constraint deployment_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id),
  constraint deployment_name_unique UNIQUE (project_id, name),
  constraint deployment_pkey PRIMARY KEY (id),
  constraint deployment_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
);
CREATE INDEX deployment_model ON public.deployment USING btree (model_id);

create table document (
  id uuid not null,
  project_id uuid not null,
  name text collate "C" not null,
  text text not null,
  language text,
  dataset text,
  replaced_characters boolean not null default false,
  created_at timestamp with time zone not null,
  modified_at timestamp with time zone not null,
  reviewed boolean not null default false,
  listed_twice boolean not null default false,
  constraint document_dataset CHECK ((dataset = ANY (ARRAY['train'::text, 'test'::text]))),
  constraint document_name_unique UNIQUE (project_id, name),
  constraint document_pkey PRIMARY KEY (id),
  constraint document_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
);

create table embedding (
  encoder_id text collate "C" not null,
  text_hash bytea not null,
  vector bytea not null storage external,
  used_at timestamp with time zone not null,
  constraint embedding_pkey PRIMARY KEY (encoder_id, text_hash)
);
CREATE INDEX embedding_used_at ON public.embedding USING btree (used_at);

create table evaluation_document (
  model_id uuid not null,
  position integer not null,
  name text collate "C" not null,
  language text not null,
  expected text[] not null,
  predicted text[] not null,
  scores real[] not null,
  constraint evaluation_document_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id) ON DELETE CASCADE,
  constraint evaluation_document_pkey PRIMARY KEY (model_id, "position")
);

create table label (
  document_id uuid not null,
  class_id uuid not null,
  actor text not null,
  labeled_at timestamp with time zone not null,
  constraint label_class_id_fkey FOREIGN KEY (class_id) REFERENCES class(id) ON DELETE CASCADE,
  constraint label_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE,
  constraint label_pkey PRIMARY KEY (document_id, class_id)
);
CREATE INDEX label_class ON public.label USING btree (class_id);

create table model (
  id uuid not null,
  project_id uuid not null,
  name text collate "C" not null,
  name_current boolean not null,
  kind text not null,
  config_version text not null,
  seed bigint not null,
  byte_length integer not null,
  snapshot_digest text not null,
  evaluation_options jsonb not null,
  evaluation jsonb not null,
  report jsonb not null,
  trained_at timestamp with time zone not null,
  training_seconds integer not null,
  constraint model_kind CHECK ((kind = ANY (ARRAY['single'::text, 'multi'::text]))),
  constraint model_pkey PRIMARY KEY (id),
  constraint model_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX model_current ON public.model USING btree (project_id, name) WHERE name_current;

create table model_bytes (
  model_id uuid not null,
  bytes bytea not null storage external,
  constraint model_bytes_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id) ON DELETE CASCADE,
  constraint model_bytes_pkey PRIMARY KEY (model_id)
);

create table model_snapshot (
  model_id uuid not null,
  bytes bytea not null storage external,
  constraint model_snapshot_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id) ON DELETE CASCADE,
  constraint model_snapshot_pkey PRIMARY KEY (model_id)
);

create table operation (
  id uuid not null,
  kind text not null,
  project_id uuid,
  project_name text not null,
  subject text,
  actor text not null,
  status text not null,
  request jsonb not null,
  progress jsonb,
  result jsonb,
  errors jsonb not null default '[]'::jsonb,
  warnings jsonb not null default '[]'::jsonb,
  attempt integer not null default 0,
  process_id uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint operation_kind CHECK ((kind = ANY (ARRAY['import'::text, 'import-rows'::text, 'train'::text, 'deploy'::text, 'change-deployment'::text, 'delete-deployment'::text, 'swap-deployments'::text, 'delete-project'::text, 'export'::text, 'load-snapshot'::text]))),
  constraint operation_pkey PRIMARY KEY (id),
  constraint operation_status CHECK ((status = ANY (ARRAY['notStarted'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelling'::text, 'cancelled'::text])))
);
CREATE INDEX operation_expiry ON public.operation USING btree (expires_at);
CREATE INDEX operation_list ON public.operation USING btree (project_name, kind, created_at DESC);
CREATE UNIQUE INDEX operation_one_training ON public.operation USING btree (project_id) WHERE ((kind = 'train'::text) AND (status = ANY (ARRAY['notStarted'::text, 'running'::text, 'cancelling'::text])));
CREATE INDEX operation_running ON public.operation USING btree (process_id) WHERE (status = ANY (ARRAY['running'::text, 'cancelling'::text]));

create table operation_file (
  operation_id uuid not null,
  attempt integer not null,
  seq integer not null,
  bytes bytea not null,
  constraint operation_file_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES operation(id) ON DELETE CASCADE,
  constraint operation_file_pkey PRIMARY KEY (operation_id, attempt, seq)
);

create table operation_history (
  operation_id uuid not null,
  moved_at timestamp with time zone not null,
  actor text not null,
  from_status text,
  to_status text not null,
  constraint operation_history_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES operation(id) ON DELETE CASCADE
);
CREATE INDEX operation_history_operation ON public.operation_history USING btree (operation_id);

create table operation_payload (
  operation_id uuid not null,
  seq integer not null,
  bytes bytea not null,
  constraint operation_payload_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES operation(id) ON DELETE CASCADE,
  constraint operation_payload_pkey PRIMARY KEY (operation_id, seq)
);

create table prediction_job (
  id uuid not null,
  actor text not null,
  status text not null,
  display_name text,
  tasks jsonb not null,
  documents jsonb,
  document_ids jsonb not null,
  completed integer not null default 0,
  failed integer not null default 0,
  attempt integer not null default 0,
  process_id uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  cancel_after timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint prediction_job_pkey PRIMARY KEY (id),
  constraint prediction_job_status CHECK ((status = ANY (ARRAY['notStarted'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelling'::text, 'cancelled'::text])))
);
CREATE INDEX prediction_job_expiry ON public.prediction_job USING btree (expires_at);
CREATE INDEX prediction_job_running ON public.prediction_job USING btree (process_id) WHERE (status = ANY (ARRAY['running'::text, 'cancelling'::text]));
CREATE INDEX prediction_job_waiting ON public.prediction_job USING btree (id) WHERE (status = 'notStarted'::text);

create table prediction_task_result (
  job_id uuid not null,
  task_index integer not null,
  finished_at timestamp with time zone not null,
  result jsonb not null,
  constraint prediction_task_result_job_id_fkey FOREIGN KEY (job_id) REFERENCES prediction_job(id) ON DELETE CASCADE,
  constraint prediction_task_result_pkey PRIMARY KEY (job_id, task_index)
);

create table process (
  id uuid not null,
  pool_ids text[] not null,
  role text not null,
  host text not null,
  pid integer not null,
  data_directory text,
  started_at timestamp with time zone not null,
  renewed_at timestamp with time zone not null,
  constraint process_pkey PRIMARY KEY (id)
);

create unlogged table process_metrics (
  process_id uuid not null,
  families json not null,
  constraint process_metrics_pkey PRIMARY KEY (process_id),
  constraint process_metrics_process_id_fkey FOREIGN KEY (process_id) REFERENCES process(id) ON DELETE CASCADE
);

create table project (
  id uuid not null,
  name text collate "C" not null,
  kind text not null,
  language text not null,
  multilingual boolean not null,
  description text not null,
  container text not null,
  settings jsonb not null,
  created_at timestamp with time zone not null,
  modified_at timestamp with time zone not null,
  trained_at timestamp with time zone,
  deployed_at timestamp with time zone,
  deleted_at timestamp with time zone,
  constraint project_kind CHECK ((kind = ANY (ARRAY['single'::text, 'multi'::text]))),
  constraint project_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX project_name_unique ON public.project USING btree (name) WHERE (deleted_at IS NULL);
