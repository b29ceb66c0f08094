-- Everything in a database that Taxon 0.1.0 wrote, as pg_dump gives it: the first schema that a later Taxon must open.
-- One project with ten documents, a model, a deployment, an own and a limited key, a finished prediction job, and a
-- training that was accepted while no worker ran. Never changed: a later release adds a file of its own.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA graphile_worker;
CREATE TYPE graphile_worker.job_spec AS (
	identifier text,
	payload json,
	queue_name text,
	run_at timestamp with time zone,
	max_attempts smallint,
	job_key text,
	priority smallint,
	flags text[]
);
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE graphile_worker._private_jobs (
    id bigint NOT NULL,
    job_queue_id integer,
    task_id integer NOT NULL,
    payload json DEFAULT '{}'::json NOT NULL,
    priority smallint DEFAULT 0 NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    max_attempts smallint DEFAULT 25 NOT NULL,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    key text,
    locked_at timestamp with time zone,
    locked_by text,
    revision integer DEFAULT 0 NOT NULL,
    flags jsonb,
    is_available boolean GENERATED ALWAYS AS (((locked_at IS NULL) AND (attempts < max_attempts))) STORED NOT NULL,
    CONSTRAINT jobs_key_check CHECK (((length(key) > 0) AND (length(key) <= 512))),
    CONSTRAINT jobs_max_attempts_check CHECK ((max_attempts >= 1))
);
CREATE FUNCTION graphile_worker.add_job(identifier text, payload json DEFAULT NULL::json, queue_name text DEFAULT NULL::text, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, max_attempts integer DEFAULT NULL::integer, job_key text DEFAULT NULL::text, priority integer DEFAULT NULL::integer, flags text[] DEFAULT NULL::text[], job_key_mode text DEFAULT 'replace'::text) RETURNS graphile_worker._private_jobs
    LANGUAGE plpgsql
    AS $$
declare
  v_job "graphile_worker"._private_jobs;
begin
  if (job_key is null or job_key_mode is null or job_key_mode in ('replace', 'preserve_run_at')) then
    select * into v_job
    from "graphile_worker".add_jobs(
      ARRAY[(
        identifier,
        payload,
        queue_name,
        run_at,
        max_attempts::smallint,
        job_key,
        priority::smallint,
        flags
      )::"graphile_worker".job_spec],
      (job_key_mode = 'preserve_run_at')
    )
    limit 1;
    return v_job;
  elsif job_key_mode = 'unsafe_dedupe' then
    -- Ensure all the tasks exist (insert only missing identifiers so identity is not consumed)
    insert into "graphile_worker"._private_tasks as tasks (identifier)
    select add_job.identifier
    where not exists (
      select 1
      from "graphile_worker"._private_tasks as existing
      where existing.identifier = add_job.identifier
    )
    on conflict do nothing;
    -- Ensure all the queues exist
    if add_job.queue_name is not null then
      insert into "graphile_worker"._private_job_queues as job_queues (queue_name)
      select add_job.queue_name
      where not exists (
        select 1
        from "graphile_worker"._private_job_queues as existing
        where existing.queue_name = add_job.queue_name
      )
      on conflict do nothing;
    end if;
    -- Insert job, but if one already exists then do nothing, even if the
    -- existing job has already started (and thus represents an out-of-date
    -- world state). This is dangerous because it means that whatever state
    -- change triggered this add_job may not be acted upon (since it happened
    -- after the existing job started executing, but no further job is being
    -- scheduled), but it is useful in very rare circumstances for
    -- de-duplication. If in doubt, DO NOT USE THIS.
    insert into "graphile_worker"._private_jobs as jobs (
      job_queue_id,
      task_id,
      payload,
      run_at,
      max_attempts,
      key,
      priority,
      flags
    )
      select
        job_queues.id,
        tasks.id,
        coalesce(add_job.payload, '{}'::json),
        coalesce(add_job.run_at, now()),
        coalesce(add_job.max_attempts::smallint, 25::smallint),
        add_job.job_key,
        coalesce(add_job.priority::smallint, 0::smallint),
        (
          select jsonb_object_agg(flag, true)
          from unnest(add_job.flags) as item(flag)
        )
      from "graphile_worker"._private_tasks as tasks
      left join "graphile_worker"._private_job_queues as job_queues
      on job_queues.queue_name = add_job.queue_name
      where tasks.identifier = add_job.identifier
    on conflict (key)
      -- Bump the updated_at so that there's something to return
      do update set
        revision = jobs.revision + 1,
        updated_at = now()
      returning *
      into v_job;
    if v_job.revision = 0 then
      perform pg_notify('jobs:insert', '{"r":' || random()::text || ',"count":1}');
    end if;
    return v_job;
  else
    raise exception 'Invalid job_key_mode value, expected ''replace'', ''preserve_run_at'' or ''unsafe_dedupe''.' using errcode = 'GWBKM';
  end if;
end;
$$;
CREATE FUNCTION graphile_worker.add_jobs(specs graphile_worker.job_spec[], job_key_preserve_run_at boolean DEFAULT false) RETURNS SETOF graphile_worker._private_jobs
    LANGUAGE plpgsql
    AS $$
begin
  -- Ensure all the tasks exist (insert only missing identifiers so identity is not consumed)
  insert into "graphile_worker"._private_tasks as tasks (identifier)
  select distinct spec.identifier
  from unnest(specs) spec
  where not exists (
    select 1
    from "graphile_worker"._private_tasks as existing
    where existing.identifier = spec.identifier
  )
  on conflict do nothing;
  -- Ensure all the queues exist
  insert into "graphile_worker"._private_job_queues as job_queues (queue_name)
  select distinct spec.queue_name
  from unnest(specs) spec
  where spec.queue_name is not null
  and not exists (
    select 1
    from "graphile_worker"._private_job_queues as existing
    where existing.queue_name = spec.queue_name
  )
  on conflict do nothing;
  -- Ensure any locked jobs have their key cleared - in the case of locked
  -- existing job create a new job instead as it must have already started
  -- executing (i.e. it's world state is out of date, and the fact add_job
  -- has been called again implies there's new information that needs to be
  -- acted upon).
  update "graphile_worker"._private_jobs as jobs
  set
    key = null,
    attempts = jobs.max_attempts,
    updated_at = now()
  from unnest(specs) spec
  where spec.job_key is not null
  and jobs.key = spec.job_key
  and is_available is not true;
  -- WARNING: this count is not 100% accurate; 'on conflict' clause will cause it to be an overestimate
  perform pg_notify('jobs:insert', '{"r":' || random()::text || ',"count":' || array_length(specs, 1)::text || '}');
  -- TODO: is there a risk that a conflict could occur depending on the
  -- isolation level?
  return query insert into "graphile_worker"._private_jobs as jobs (
    job_queue_id,
    task_id,
    payload,
    run_at,
    max_attempts,
    key,
    priority,
    flags
  )
    select
      job_queues.id,
      tasks.id,
      coalesce(spec.payload, '{}'::json),
      coalesce(spec.run_at, now()),
      coalesce(spec.max_attempts, 25),
      spec.job_key,
      coalesce(spec.priority, 0),
      (
        select jsonb_object_agg(flag, true)
        from unnest(spec.flags) as item(flag)
      )
    from unnest(specs) spec
    inner join "graphile_worker"._private_tasks as tasks
    on tasks.identifier = spec.identifier
    left join "graphile_worker"._private_job_queues as job_queues
    on job_queues.queue_name = spec.queue_name
  on conflict (key) do update set
    job_queue_id = excluded.job_queue_id,
    task_id = excluded.task_id,
    payload =
      case
      when json_typeof(jobs.payload) = 'array' and json_typeof(excluded.payload) = 'array' then
        (jobs.payload::jsonb || excluded.payload::jsonb)::json
      else
        excluded.payload
      end,
    max_attempts = excluded.max_attempts,
    run_at = (case
      when job_key_preserve_run_at is true and jobs.attempts = 0 then jobs.run_at
      else excluded.run_at
    end),
    priority = excluded.priority,
    revision = jobs.revision + 1,
    flags = excluded.flags,
    -- always reset error/retry state
    attempts = 0,
    last_error = null,
    updated_at = now()
  where jobs.locked_at is null
  returning *;
end;
$$;
CREATE FUNCTION graphile_worker.complete_jobs(job_ids bigint[]) RETURNS SETOF graphile_worker._private_jobs
    LANGUAGE sql
    AS $$
  delete from "graphile_worker"._private_jobs as jobs
    where id = any(job_ids)
    and (
      locked_at is null
    or
      locked_at < now() - interval '4 hours'
    )
    returning *;
$$;
CREATE FUNCTION graphile_worker.force_unlock_workers(worker_ids text[]) RETURNS void
    LANGUAGE sql
    AS $$
update "graphile_worker"._private_jobs as jobs
set locked_at = null, locked_by = null
where locked_by = any(worker_ids);
update "graphile_worker"._private_job_queues as job_queues
set locked_at = null, locked_by = null
where locked_by = any(worker_ids);
$$;
CREATE FUNCTION graphile_worker.permanently_fail_jobs(job_ids bigint[], error_message text DEFAULT NULL::text) RETURNS SETOF graphile_worker._private_jobs
    LANGUAGE sql
    AS $$
  update "graphile_worker"._private_jobs as jobs
    set
      last_error = coalesce(error_message, 'Manually marked as failed'),
      attempts = max_attempts,
      updated_at = now()
    where id = any(job_ids)
    and (
      locked_at is null
    or
      locked_at < NOW() - interval '4 hours'
    )
    returning *;
$$;
CREATE FUNCTION graphile_worker.remove_job(job_key text) RETURNS graphile_worker._private_jobs
    LANGUAGE plpgsql STRICT
    AS $$
declare
  v_job "graphile_worker"._private_jobs;
begin
  -- Delete job if not locked
  delete from "graphile_worker"._private_jobs as jobs
    where key = job_key
    and (
      locked_at is null
    or
      locked_at < NOW() - interval '4 hours'
    )
  returning * into v_job;
  if not (v_job is null) then
    perform pg_notify('jobs:insert', '{"r":' || random()::text || ',"count":-1}');
    return v_job;
  end if;
  -- Otherwise prevent job from retrying, and clear the key
  update "graphile_worker"._private_jobs as jobs
  set
    key = null,
    attempts = jobs.max_attempts,
    updated_at = now()
  where key = job_key
  returning * into v_job;
  return v_job;
end;
$$;
CREATE FUNCTION graphile_worker.reschedule_jobs(job_ids bigint[], run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, priority integer DEFAULT NULL::integer, attempts integer DEFAULT NULL::integer, max_attempts integer DEFAULT NULL::integer) RETURNS SETOF graphile_worker._private_jobs
    LANGUAGE sql
    AS $$
  update "graphile_worker"._private_jobs as jobs
    set
      run_at = coalesce(reschedule_jobs.run_at, jobs.run_at),
      priority = coalesce(reschedule_jobs.priority::smallint, jobs.priority),
      attempts = coalesce(reschedule_jobs.attempts::smallint, jobs.attempts),
      max_attempts = coalesce(reschedule_jobs.max_attempts::smallint, jobs.max_attempts),
      updated_at = now()
    where id = any(job_ids)
    and (
      locked_at is null
    or
      locked_at < NOW() - interval '4 hours'
    )
    returning *;
$$;
CREATE TABLE graphile_worker._private_job_queues (
    id integer NOT NULL,
    queue_name text NOT NULL,
    locked_at timestamp with time zone,
    locked_by text,
    is_available boolean GENERATED ALWAYS AS ((locked_at IS NULL)) STORED NOT NULL,
    CONSTRAINT job_queues_queue_name_check CHECK ((length(queue_name) <= 128))
);
CREATE TABLE graphile_worker._private_known_crontabs (
    identifier text NOT NULL,
    known_since timestamp with time zone NOT NULL,
    last_execution timestamp with time zone
);
CREATE TABLE graphile_worker._private_tasks (
    id integer NOT NULL,
    identifier text NOT NULL,
    CONSTRAINT tasks_identifier_check CHECK ((length(identifier) <= 128))
);
ALTER TABLE graphile_worker._private_job_queues ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME graphile_worker.job_queues_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE VIEW graphile_worker.jobs AS
 SELECT jobs.id,
    job_queues.queue_name,
    tasks.identifier AS task_identifier,
    jobs.priority,
    jobs.run_at,
    jobs.attempts,
    jobs.max_attempts,
    jobs.last_error,
    jobs.created_at,
    jobs.updated_at,
    jobs.key,
    jobs.locked_at,
    jobs.locked_by,
    jobs.revision,
    jobs.flags
   FROM ((graphile_worker._private_jobs jobs
     JOIN graphile_worker._private_tasks tasks ON ((tasks.id = jobs.task_id)))
     LEFT JOIN graphile_worker._private_job_queues job_queues ON ((job_queues.id = jobs.job_queue_id)));
ALTER TABLE graphile_worker._private_jobs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME graphile_worker.jobs_id_seq1
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE graphile_worker.migrations (
    id integer NOT NULL,
    ts timestamp with time zone DEFAULT now() NOT NULL,
    breaking boolean DEFAULT false NOT NULL
);
ALTER TABLE graphile_worker._private_tasks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME graphile_worker.tasks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.api_key (
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    secret_hash bytea NOT NULL,
    role text NOT NULL,
    projects text[],
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT api_key_role CHECK ((role = ANY (ARRAY['owner'::text, 'writer'::text, 'reader'::text, 'predict'::text])))
);
CREATE TABLE public.class (
    id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL
);
CREATE TABLE public.deployment (
    id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    model_id uuid NOT NULL,
    settings jsonb NOT NULL,
    deployed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.document (
    id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    text text NOT NULL,
    language text,
    dataset text,
    replaced_characters boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    modified_at timestamp with time zone NOT NULL,
    CONSTRAINT document_dataset CHECK ((dataset = ANY (ARRAY['train'::text, 'test'::text])))
);
CREATE TABLE public.evaluation_document (
    model_id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    language text NOT NULL,
    expected text[] NOT NULL,
    predicted text[] NOT NULL,
    scores real[] NOT NULL
);
CREATE TABLE public.kysely_migration (
    name character varying(255) NOT NULL,
    "timestamp" character varying(255) NOT NULL
);
CREATE TABLE public.kysely_migration_lock (
    id character varying(255) NOT NULL,
    is_locked integer DEFAULT 0 NOT NULL
);
CREATE TABLE public.label (
    document_id uuid NOT NULL,
    class_id uuid NOT NULL,
    actor text NOT NULL,
    labeled_at timestamp with time zone NOT NULL
);
CREATE TABLE public.model (
    id uuid NOT NULL,
    project_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    name_current boolean NOT NULL,
    kind text NOT NULL,
    config_version text NOT NULL,
    seed bigint NOT NULL,
    byte_length integer NOT NULL,
    snapshot_digest text NOT NULL,
    evaluation_options jsonb NOT NULL,
    evaluation jsonb NOT NULL,
    report jsonb NOT NULL,
    trained_at timestamp with time zone NOT NULL,
    training_seconds integer NOT NULL,
    CONSTRAINT model_kind CHECK ((kind = ANY (ARRAY['single'::text, 'multi'::text])))
);
CREATE TABLE public.model_bytes (
    model_id uuid NOT NULL,
    bytes bytea NOT NULL
);
ALTER TABLE ONLY public.model_bytes ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE public.model_snapshot (
    model_id uuid NOT NULL,
    bytes bytea NOT NULL
);
ALTER TABLE ONLY public.model_snapshot ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE public.operation (
    id uuid NOT NULL,
    kind text NOT NULL,
    project_id uuid,
    project_name text NOT NULL,
    subject text,
    actor text NOT NULL,
    status text NOT NULL,
    request jsonb NOT NULL,
    progress jsonb,
    result jsonb,
    errors jsonb DEFAULT '[]'::jsonb NOT NULL,
    warnings jsonb DEFAULT '[]'::jsonb NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    process_id uuid,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT operation_kind CHECK ((kind = ANY (ARRAY['import'::text, 'import-rows'::text, 'train'::text, 'deploy'::text, 'delete-deployment'::text, 'swap-deployments'::text, 'delete-project'::text, 'export'::text, 'load-snapshot'::text]))),
    CONSTRAINT operation_status CHECK ((status = ANY (ARRAY['notStarted'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelling'::text, 'cancelled'::text])))
);
CREATE TABLE public.operation_history (
    operation_id uuid NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    from_status text,
    to_status text NOT NULL
);
CREATE TABLE public.operation_payload (
    operation_id uuid NOT NULL,
    seq integer NOT NULL,
    bytes bytea NOT NULL
);
CREATE TABLE public.prediction_job (
    id uuid NOT NULL,
    actor text NOT NULL,
    status text NOT NULL,
    display_name text,
    tasks jsonb NOT NULL,
    documents jsonb,
    document_ids jsonb NOT NULL,
    completed integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    attempt integer DEFAULT 0 NOT NULL,
    process_id uuid,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    cancel_after timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT prediction_job_status CHECK ((status = ANY (ARRAY['notStarted'::text, 'running'::text, 'succeeded'::text, 'failed'::text, 'cancelling'::text, 'cancelled'::text])))
);
CREATE TABLE public.prediction_task_result (
    job_id uuid NOT NULL,
    task_index integer NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    result jsonb NOT NULL
);
CREATE TABLE public.process (
    id uuid NOT NULL,
    pool_ids text[] NOT NULL,
    role text NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    data_directory text,
    started_at timestamp with time zone NOT NULL,
    renewed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.project (
    id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    language text NOT NULL,
    multilingual boolean NOT NULL,
    description text NOT NULL,
    container text NOT NULL,
    settings jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    modified_at timestamp with time zone NOT NULL,
    trained_at timestamp with time zone,
    deployed_at timestamp with time zone,
    deleted_at timestamp with time zone,
    CONSTRAINT project_kind CHECK ((kind = ANY (ARRAY['single'::text, 'multi'::text])))
);
INSERT INTO graphile_worker._private_jobs OVERRIDING SYSTEM VALUE VALUES (4, NULL, 2, '{"operationId":"12a6ba18-ad39-470c-afc4-cb7d31fc74f4","version":1}', 0, '2026-11-24 12:54:36.784233+00', 0, 25, NULL, '2026-11-24 12:54:36.784233+00', '2026-11-24 12:54:36.784233+00', NULL, NULL, NULL, 0, NULL, DEFAULT);
INSERT INTO graphile_worker._private_known_crontabs VALUES ('expire', '2026-11-24 12:54:14.13+00', NULL);
INSERT INTO graphile_worker._private_tasks OVERRIDING SYSTEM VALUE VALUES (1, 'predict');
INSERT INTO graphile_worker._private_tasks OVERRIDING SYSTEM VALUE VALUES (2, 'train');
INSERT INTO graphile_worker._private_tasks OVERRIDING SYSTEM VALUE VALUES (3, 'delete-project');
INSERT INTO graphile_worker._private_tasks OVERRIDING SYSTEM VALUE VALUES (4, 'expire');
INSERT INTO graphile_worker._private_tasks OVERRIDING SYSTEM VALUE VALUES (5, 'import');
INSERT INTO graphile_worker._private_tasks OVERRIDING SYSTEM VALUE VALUES (6, 'import-rows');
INSERT INTO graphile_worker.migrations VALUES (1, '2026-11-24 12:54:13.530406+00', true);
INSERT INTO graphile_worker.migrations VALUES (2, '2026-11-24 12:54:13.609696+00', false);
INSERT INTO graphile_worker.migrations VALUES (3, '2026-11-24 12:54:13.645971+00', true);
INSERT INTO graphile_worker.migrations VALUES (4, '2026-11-24 12:54:13.656165+00', false);
INSERT INTO graphile_worker.migrations VALUES (5, '2026-11-24 12:54:13.663642+00', false);
INSERT INTO graphile_worker.migrations VALUES (6, '2026-11-24 12:54:13.673718+00', false);
INSERT INTO graphile_worker.migrations VALUES (7, '2026-11-24 12:54:13.698976+00', false);
INSERT INTO graphile_worker.migrations VALUES (8, '2026-11-24 12:54:13.712121+00', false);
INSERT INTO graphile_worker.migrations VALUES (9, '2026-11-24 12:54:13.730907+00', false);
INSERT INTO graphile_worker.migrations VALUES (10, '2026-11-24 12:54:13.746149+00', false);
INSERT INTO graphile_worker.migrations VALUES (11, '2026-11-24 12:54:13.75372+00', true);
INSERT INTO graphile_worker.migrations VALUES (12, '2026-11-24 12:54:13.882261+00', false);
INSERT INTO graphile_worker.migrations VALUES (13, '2026-11-24 12:54:13.887554+00', true);
INSERT INTO graphile_worker.migrations VALUES (14, '2026-11-24 12:54:13.900543+00', true);
INSERT INTO graphile_worker.migrations VALUES (15, '2026-11-24 12:54:13.906192+00', false);
INSERT INTO graphile_worker.migrations VALUES (16, '2026-11-24 12:54:13.907932+00', true);
INSERT INTO graphile_worker.migrations VALUES (17, '2026-11-24 12:54:13.914226+00', false);
INSERT INTO graphile_worker.migrations VALUES (18, '2026-11-24 12:54:13.938252+00', false);
INSERT INTO graphile_worker.migrations VALUES (19, '2026-11-24 12:54:13.94508+00', true);
INSERT INTO graphile_worker.migrations VALUES (20, '2026-11-24 12:54:13.952399+00', false);
INSERT INTO public.api_key VALUES ('d2492220-7e84-4b9c-8bdb-af2e9cc150f3', 'owner', '\x2233f2d7ef931728b73c41cc15a594d2f250f08b066438dbd1ab8814e7696ff9', 'owner', NULL, '2026-11-24 12:54:13.996+00', '2026-11-24 12:54:16.086+00', NULL);
INSERT INTO public.api_key VALUES ('2106bff5-98fa-40dc-b20c-48fb7a9b237e', 'application', '\x54d811ced066204af276794c35c0c43a24a4a8786d27994377deae4b4658edc9', 'predict', '{tickets}', '2026-11-24 12:54:18.907+00', NULL, NULL);
INSERT INTO public.class VALUES ('833eea9c-6139-4db2-a1b1-5ca75a949db9', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'shipping', 0);
INSERT INTO public.class VALUES ('e9a4066f-f3f7-4c4d-9be4-df0fc0839470', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'refund', 1);
INSERT INTO public.deployment VALUES ('e37cdd40-959a-445e-84df-4ab1629a757d', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'production', '9d64b271-fa3b-4433-833e-47c289ad17f2', '{}', '2026-11-24 12:54:18.399+00');
INSERT INTO public.document VALUES ('26b799bd-5a66-4ab8-bc1b-793f5f51d9c7', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000001', 'Where is my parcel, it should have come on Monday?', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.document VALUES ('b0975ec5-7750-4061-8041-8b1f0e45b6e9', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000002', 'The parcel has not arrived yet', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.document VALUES ('f195666a-5969-460d-b3df-f2e9aaad830a', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000003', 'Tracking says delivered, but nothing came', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.document VALUES ('c36cfec7-6b8e-48a7-b940-f05da861298a', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000004', 'My delivery is late again', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.document VALUES ('4fa17704-5d01-4cd1-8118-d3f9ba0d6049', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000005', 'The courier left my box in the rain', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.document VALUES ('9479a071-c34e-4156-abd1-fc909c7977a3', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000006', 'I want my money back', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.document VALUES ('b6f8104b-ed3e-4c6a-a62b-a159561e519b', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000007', 'Please refund the last payment', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.document VALUES ('986f2016-6b29-4889-b4c6-c7d466e45780', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000008', 'You charged me twice, give one payment back', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.document VALUES ('1f2f405b-c562-4564-a0d8-3d3950da8212', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000009', 'Cancel and refund my order', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.document VALUES ('7a3382e7-aa41-4c64-9484-ad17b0b57fce', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'row-000010', 'Refund has not shown up on my card', NULL, NULL, false, '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:16.293+00');
INSERT INTO public.evaluation_document VALUES ('9d64b271-fa3b-4433-833e-47c289ad17f2', 0, 'row-000005', 'en', '{shipping}', '{shipping}', '{0.104307,0.895693}');
INSERT INTO public.evaluation_document VALUES ('9d64b271-fa3b-4433-833e-47c289ad17f2', 1, 'row-000008', 'en', '{refund}', '{refund}', '{0.98573,0.01427}');
INSERT INTO public.kysely_migration VALUES ('000001-initial', '2026-11-24T12:54:13.405Z');
INSERT INTO public.kysely_migration_lock VALUES ('migration_lock', 0);
INSERT INTO public.label VALUES ('26b799bd-5a66-4ab8-bc1b-793f5f51d9c7', '833eea9c-6139-4db2-a1b1-5ca75a949db9', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.label VALUES ('b0975ec5-7750-4061-8041-8b1f0e45b6e9', '833eea9c-6139-4db2-a1b1-5ca75a949db9', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.label VALUES ('f195666a-5969-460d-b3df-f2e9aaad830a', '833eea9c-6139-4db2-a1b1-5ca75a949db9', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.label VALUES ('c36cfec7-6b8e-48a7-b940-f05da861298a', '833eea9c-6139-4db2-a1b1-5ca75a949db9', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.label VALUES ('4fa17704-5d01-4cd1-8118-d3f9ba0d6049', '833eea9c-6139-4db2-a1b1-5ca75a949db9', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.label VALUES ('9479a071-c34e-4156-abd1-fc909c7977a3', 'e9a4066f-f3f7-4c4d-9be4-df0fc0839470', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.label VALUES ('b6f8104b-ed3e-4c6a-a62b-a159561e519b', 'e9a4066f-f3f7-4c4d-9be4-df0fc0839470', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.label VALUES ('986f2016-6b29-4889-b4c6-c7d466e45780', 'e9a4066f-f3f7-4c4d-9be4-df0fc0839470', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.label VALUES ('1f2f405b-c562-4564-a0d8-3d3950da8212', 'e9a4066f-f3f7-4c4d-9be4-df0fc0839470', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.label VALUES ('7a3382e7-aa41-4c64-9484-ad17b0b57fce', 'e9a4066f-f3f7-4c4d-9be4-df0fc0839470', 'key:owner', '2026-11-24 12:54:16.293+00');
INSERT INTO public.model VALUES ('9d64b271-fa3b-4433-833e-47c289ad17f2', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'first', true, 'single', '2022-05-01', 1168492066, 11520, '3d680d803c80f606928d5d82fb797ccab7c998d18f81a60fe358af2987f0853b', '{"kind": "percentage", "testingSplitPercentage": 20, "trainingSplitPercentage": 80}', '{"kind": "single", "counts": {"tested": 2, "trained": 8, "unlabelled": 0, "cutForFeatures": 0, "assignedToTestButSplitAutomatically": 0}, "classes": ["refund", "shipping"], "metrics": {"classes": [{"f1": 1, "recall": 1, "precision": 1, "trueNegatives": 1, "truePositives": 1, "falseNegatives": 0, "falsePositives": 0}, {"f1": 1, "recall": 1, "precision": 1, "trueNegatives": 1, "truePositives": 1, "falseNegatives": 0, "falsePositives": 0}], "macroF1": 1, "microF1": 1, "confusion": [[1, 0], [0, 1]], "documents": 2, "macroRecall": 1, "microRecall": 1, "macroPrecision": 1, "microPrecision": 1}, "options": {"kind": "percentage", "testingSplitPercentage": 20, "trainingSplitPercentage": 80}}', '{"kind": "single", "seed": 1168492066, "epochs": 2, "encoder": {"id": "static-en-144:9b64443a", "used": true, "scale": 1, "licence": "Apache-2.0", "dimension": 144}, "entries": 1612, "features": 347, "settings": {"cost": 5, "loss": "log", "epochs": 60, "tolerance": 0.02, "classWeights": "none", "characterScale": 0.7, "minDocumentFrequency": 1}, "documents": 8, "dataDigest": "64f77eec4dd80421cd84c7abf52a9c7a13f82c6a40808e7f782061ac67c2ba03", "calibration": {"method": "temperature", "temperature": 0.38964652935139643}, "classDocuments": [4, 4], "crossValidation": {"folds": 10, "classes": [{"f1": 1, "recall": 1, "precision": 1, "trueNegatives": 4, "truePositives": 4, "falseNegatives": 0, "falsePositives": 0}, {"f1": 1, "recall": 1, "precision": 1, "trueNegatives": 4, "truePositives": 4, "falseNegatives": 0, "falsePositives": 0}], "macroF1": 1, "microF1": 1, "documents": 8, "intervals": {"macroF1": {"low": 1, "high": 1}, "microF1": {"low": 1, "high": 1}}, "reliability": {"bins": [{"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 1, "accuracy": 1, "confidence": 0.734406}, {"count": 0, "accuracy": 0, "confidence": 0}, {"count": 3, "accuracy": 1, "confidence": 0.9056936666666666}, {"count": 4, "accuracy": 1, "confidence": 0.97368775}], "expectedCalibrationError": 0.08172025000000004}, "classCalibrationErrors": [0.08172025, 0.08172025000000002]}, "truncatedDocuments": 0}', '2026-11-24 12:54:18.204+00', 1);
INSERT INTO public.model_bytes VALUES ('9d64b271-fa3b-4433-833e-47c289ad17f2', '\x54584e4d0100000022afc776c40f00007b226b696e64223a2273696e676c65222c22636c6173736573223a5b22726566756e64222c227368697070696e67225d2c227468726573686f6c6473223a5b5d2c22746f7053636f72655175616e74696c6573223a5b302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3139383135332c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3336373833382c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3438323536322c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e3439323339312c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e353839382c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3634383231332c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3834333430312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637312c302e3836393637315d2c22616e737765727341744c656173744f6e65223a66616c73652c2263616c6962726174696f6e223a7b226d6574686f64223a2274656d7065726174757265222c2274656d7065726174757265223a302e33383936343635323933353133393634337d2c2263617264223a7b226b696e64223a2273696e676c65222c22646f63756d656e7473223a382c22636c617373446f63756d656e7473223a5b342c345d2c227472756e6361746564446f63756d656e7473223a302c226665617475726573223a3334372c22656e7472696573223a313631322c2265706f636873223a322c2273656564223a313136383439323036362c2273657474696e6773223a7b226c6f7373223a226c6f67222c22636f7374223a352c22636c61737357656967687473223a226e6f6e65222c2265706f636873223a36302c22746f6c6572616e6365223a302e30322c226d696e446f63756d656e744672657175656e6379223a312c226368617261637465725363616c65223a302e377d2c2264617461446967657374223a2236346637376565633464643830343231636438346337616266353261396337613133663832633661343038303865376637383230363161633637633262613033222c2263616c6962726174696f6e223a7b226d6574686f64223a2274656d7065726174757265222c2274656d7065726174757265223a302e33383936343635323933353133393634337d2c2263726f737356616c69646174696f6e223a7b22666f6c6473223a31302c22646f63756d656e7473223a382c226d6963726f4631223a312c226d6163726f4631223a312c22636c6173736573223a5b7b22707265636973696f6e223a312c22726563616c6c223a312c226631223a312c2274727565506f73697469766573223a342c22747275654e6567617469766573223a342c2266616c7365506f73697469766573223a302c2266616c73654e6567617469766573223a307d2c7b22707265636973696f6e223a312c22726563616c6c223a312c226631223a312c2274727565506f73697469766573223a342c22747275654e6567617469766573223a342c2266616c7365506f73697469766573223a302c2266616c73654e6567617469766573223a307d5d2c22696e74657276616c73223a7b226d6963726f4631223a7b226c6f77223a312c2268696768223a317d2c226d6163726f4631223a7b226c6f77223a312c2268696768223a317d7d2c2272656c696162696c697479223a7b2262696e73223a5b7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a312c22636f6e666964656e6365223a302e3733343430362c226163637572616379223a317d2c7b22636f756e74223a302c22636f6e666964656e6365223a302c226163637572616379223a307d2c7b22636f756e74223a332c22636f6e666964656e6365223a302e393035363933363636363636363636362c226163637572616379223a317d2c7b22636f756e74223a342c22636f6e666964656e6365223a302e39373336383737352c226163637572616379223a317d5d2c22657870656374656443616c6962726174696f6e4572726f72223a302e30383137323032353030303030303030347d2c22636c61737343616c6962726174696f6e4572726f7273223a5b302e30383137323032352c302e30383137323032353030303030303030325d7d2c22656e636f646572223a7b226964223a227374617469632d656e2d3134343a3962363434343361222c2264696d656e73696f6e223a3134342c227363616c65223a312c226c6963656e6365223a224170616368652d322e30222c2275736564223a747275657d7d2c226665617475726573223a7b22736368656d65223a22776f72642d312d322d636861722d332d342f31222c226368617261637465725363616c65223a302e372c22756e69636f646556657273696f6e223a2231372e30227d2c22656e636f646572223a7b226964223a227374617469632d656e2d3134343a3962363434343361222c227363616c65223a317d2c2273656374696f6e73223a5b7b226e616d65223a226b657973222c226279746573223a313338382c22637263223a3639303836333134377d2c7b226e616d65223a22696466222c226279746573223a313338382c22637263223a323734373537343233317d2c7b226e616d65223a227363616c6573222c226279746573223a313936342c22637263223a333732353933313737387d2c7b226e616d65223a2277656967687473222c226279746573223a313936342c22637263223a323435363931343035357d2c7b226e616d65223a2262696173222c226279746573223a382c22637263223a333739363638373336327d2c7b226e616d65223a2264656e73652d6d65616e222c226279746573223a3537362c22637263223a323036393632393431317d5d7d00000000000000000000000000000000000000000000000000000000000000000000000000000000000000002ad4baf7c79db645afd8ce2a093aa09e59267b01fd6e7c316b08284b3f1d87d78d90de8b17dc1dc164c97bb47880969add79579d05393d08491ed60c4a4e382240b3c61daf78418af33115ca29551968de8fee931e094183d571422733a9f7563915b903b937fd26bf396568379483774f52dd699d9260be11fa7394db91158ecd2b5299e024155b4494f4c8d3f78efedf2db76531995b71dc9348d5e4b421c2b33c3d2b1dee19b25fef5d58618962ad35ea496567def833b32c84bd0d43af088f2bd42f5b879e489d8289ef422111b19a653e39c7c3618937865bbd0906166d8156433d23e74710dfc4b7e729e7a5f8ae3bc57dbe706944c9eb14dfad37b247a1530de077c42e0e733b54f71f1ee57711ee85df1c3f5ac948f980a7192ed4097578b6321dfef86254a35d7bd6d0aad7513cea30e1fcab7e1beaf0ecd75b59936da3068027a76046f183d1bc4f8fdbe273397140694f0fe57d91af59f84907c5019fc217d752cf3287809b4eb75f321453ed37ca327239b816258ef0327162359d20f4de017e9890610a5ee96b1d4ff4400ca6742269587d61017eba6964fb9f59cc937a53e25af2a3aeb9a076bd0f7f54f22b36a717d70a3117f8d68b447c0b35cd2242875ff1d5118e3b14590a778a8dbb0b8607ff8003817bc20a6ba1418dad614fbb13f9aea7e64679edd2b3a1237b0803ac830340468b17d3569dad34f3193b536c7c599624d7039c89f5f7780d65cb4d9f313a7db6f19393b211431fa587dcb1381978c5e4ad1a9e5c79fba8f7e553847f3df1662b9f5c3ab02db18dfc138e732ad248fe48763ac0f8cf1b9c443772fbfec70f93aa9b854fbe011ac28243bd5bc9a7619257a0f156d32c01d56d312e184aef9d0317696a7d740b7ad0b771e1b5e4112e5cafe14397603feca32e17ab018c3331d79eb5e106c907e39645b18e787e2511af552c9962234299435573ab1dde7f5b96d9597f33b21b86a0aa77d575207627ee476c80b2635990274e750d8b217f94b68a1ddb3dce476b94fb3f620ebfa932d5f7aa44d63d101f0c2de149eca8055c152f31c71bab917350eb87ea088b77dae1c1be472400384c1f131f754fcc15960a4d3d5a56e43f34a085125c82d512b9f1d8fe67ae0121a05526d33dc51fa917ff2ee13cba8bcf7b86eb0dbe29fa5df4aa163ee253c14ccbd120c52bcfd19d82010e71dae30659ed7885b13b5e3be741b7cbdd566532cff50c6f0b76238a6e73284ec556d539ec9121bee6fb6da617db21373dc6686239afcb3285ab026de9ff870d03cac56771bc4e01a0db5ab54ec49a92e6a07c0a01f1c9ba8fad07a407eba259fb810491a59d518353a003eeb4a300bf6c06f400f1439bcc6fc693fb2ff6b26887eef97f97551af149037188223074c69d2ba2d437f90374a9cda51a71409814934e61f2f73cf7307918fc2e1d0e667a615c7505d79722f7ed678e2c50833f8bd4a03170ef56986c4b884529d3b7014c65d841f0cd5362f761e34143f1dcd015a1473a54c3be6c6a4ddfa8a4df962b0cb0c6385b220b780bca89d3425743ddbe3be0ff121d9e658263b07bca89851b26a3a78f131ad8284662102a2aedf1e56cc52bfdd429fc85ce65480f544d3b532233dc2446977ff9ab134795b207992359f976584227efa4d6184710932f9489f29bbb6e97e99c2af029e9cc24cd7481ef5d552abc0377ee6d086fd74dc0288eba63f0774635f50742790fa275293744386e4edb455afb97894c5ec461ae14937b3554409df77e2e3563e9cec8438504df1b3a95283fc29e2e835ef7f69305d4cd99d4836f0e1b5418841aa4cf1474cbafed06fb0cedf75ee8594251dd13a1f9fefd6835483756690f1c1673957c2381eeb950206465b4223f6d77e532cc9800ac96e884a59cb52814d66bd6c7a9db228075d15b7d5f4fb781b5c233845b8044e20b8d8a430000000000000000000000000000000000000000ce422040ce422040ce422040ce422040ce422040ce422040aa4f0640ce422040ce422040ce422040aa4f0640ce422040aa4f0640aa4f0640aa4f064048e6b33fce42204048e6b33f48e6b33f48e6b33faa4f0640ce42204090cce73faa4f0640aa4f0640aa4f0640aa4f0640aa4f0640aa4f064090cce73faa4f064090cce73f90cce73fce422040ce422040ce422040ce422040ce422040ce422040ce422040aa4f0640aa4f0640aa4f0640ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce42204090cce73fce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040aa4f0640ce422040aa4f0640ce422040aa4f0640aa4f0640aa4f0640ce422040ce422040aa4f0640aa4f0640aa4f0640ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040aa4f0640aa4f0640aa4f0640aa4f0640aa4f0640aa4f0640ce422040aa4f0640ce422040aa4f0640aa4f0640aa4f0640aa4f0640aa4f0640aa4f064090cce73f90cce73f90cce73faa4f0640aa4f0640ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce42204090cce73fce422040ce422040ce422040aa4f0640ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040aa4f0640ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040aa4f0640aa4f0640aa4f0640aa4f0640aa4f0640aa4f0640aa4f0640aa4f0640aa4f0640aa4f0640ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce42204090cce73fce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040aa4f0640ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040aa4f0640ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce42204090cce73fce42204090cce73f90cce73f90cce73f90cce73f90cce73f90cce73f90cce73f90cce73f90cce73f90cce73f90cce73fce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce422040ce4220400000000000000000000000000000000000000000f844223a59837a3959837a3959837a3959837a3959837a39e88ae13959837a3959837a3959837a3939afa63af844223a6d1cf7396d1cf7396d1cf7397c4a143af844223a87428639874286398742863981e78a3af844223a48523c3928e8d13928e8d13928e8d13928e8d13928e8d13928e8d1391069093928e8d1391069093910690939f844223af844223a59837a3959837a3959837a39f844223af844223a58419938584199385841993859837a3959837a3959837a3959837a3959837a3959837a3959837a3959837a39f844223af844223adcf1e53859837a3959837a3959837a3959837a3959837a3959837a39f844223af844223a59837a3959837a3959837a3959837a3959837a39e88ae13959837a399174e538f844223a584199385841993858419938f844223af844223adf110a39df110a39df110a3959837a3959837a3959837a3959837a3959837a3959837a3959837a3959837a39e2517538479d0437479d0437479d0437479d0437479d0437b036293a8de5b638b036293afd6c9938fd6c9938fd6c9938fd6c99388de5b6388de5b63831e20d3931e20d3931e20d39fd6c9938fd6c9938b036293ab036293a4a697a394a697a394a697a394a697a394a697a394a697a394a697a39b59e1e3a4a697a394a697a394a697a39fe7fe1394a697a39b036293ab036293a4a697a394a697a394a697a394a697a394a697a391017703acadc8f39cadc8f39cadc8f39cadc8f39cadc8f392fc4d538cadc8f39cadc8f39cadc8f39cadc8f39cadc8f398e94f339cadc8f398e94f3398e94f3391017703a1017703acadc8f39cadc8f39cadc8f39cadc8f39cadc8f39cadc8f39cadc8f391017703a1017703a245a033a245a033a245a033a245a033a245a033a245a033a245a033a245a033a245a033a245a033acadc8f39cadc8f39cadc8f39cadc8f391017703a1017703acadc8f39cadc8f39cadc8f39cadc8f39cadc8f391017703a1017703acadc8f39cadc8f39cadc8f39cadc8f39cadc8f39cadc8f39cadc8f391017703a1017703a83088439cadc8f39cadc8f39cadc8f39cadc8f39cadc8f392d826b3a2d826b3a1299a9391299a9391299a9391299a9392d826b3a2d826b3a2d826b3ac264a5381299a9391299a9391299a9391299a9391299a9391299a9392d826b3a2d826b3a1299a9391299a9391299a9391299a9391299a9391299a9391299a9391299a9391299a9394218793a19a1cf394218793a4218793a19a1cf3919a1cf3919a1cf3919a1cf3919a1cf391366093a19a1cf394218793a4218793a4218793a19a1cf3919a1cf3919a1cf3919a1cf3919a1cf3919a1cf394218793a4218793a19a1cf3919a1cf3919a1cf3919a1cf3919a1cf3919a1cf3921823b3a8385703983857039838570398385703983857039838570398385703983857039838570398385703983857039fa19d93a21823b3ac585213ac585213ac585213ac585213ac585213ac585213ac585213ac585213ac585213aa07c483ac585213a21823b3a21823b3a21823b3a83857039838570398385703983857039838570398385703921823b3a21823b3a83857039838570398385703983857039838570398385703983857039838570398385703983857039838570397365583aa4759b39a4759b39a4759b39a4759b39a4759b39a4759b39a4759b397365583a7365583aa4759b39a4759b39a4759b39a4759b397365583a7365583a7365583a7365583aa4759b39a4759b39a4759b39a4759b39a4759b39a4759b39a4759b39a4759b39a4759b39227e443a227e443a227e443a04f9aa3904f9aa3904f9aa3904f9aa3904f9aa3904f9aa39227e443a227e443a04f9aa3904f9aa3904f9aa39227e443a227e443a227e443a227e443a04f9aa3904f9aa3904f9aa3904f9aa3904f9aa3904f9aa394f0c633900139139c30b8f385d70d33aa12d1c39d5f38a395893cd3af942133b3302bb3902d2ab3a6a70af39d7f9583a574edc3a172fe33a1b0096390414c83a56b87d3a90c0343aba91f23921e1873adb2a10396ad0e23a41353f3ac178f4391cf5d73a8458ed3ac3eed439a732d53ad665aa3a53bafa397602903a53561e390ecb5a398589c33a07734b3ba87de73a2cf5103b2b5c7d3acc45423b0e373f3aaee2ac385f2f143bd441cd391918143a128ee53af667b139ee4e3e3913215f3ad2e1e13a1cb3a23a5b88673ae16cab3a6b028f3a61eb5f38c11a363a9f79113a171e733a9da4933aa29b6b39814e023a8cac6a3a808d063a9417513a136e1e39b948073a352d1a3aeb3192392004533a7475003a869c7f3acb085539e619013b6866373acbfe283ad67cc83937898439a027f33a05ae943aeb300c39a977db39c2dfc6395106ba398e18563ade62ad39f0f30f3a21f31c3ab585bd38b9da24398da95e39c2bf9538ba6c4139e259fb384b1bc03a7ad26338e831733aaa91d738b44e8f39d7924f3af645113a874cc53abb40003aa45dac3aad052b3ad571a43ad8262c37454724397a072139e5d0363a2ad7df39bd04523a48633e3a417ba4382eeecd39c6a1e738a4e46d384a059d39c6a21e3adfc12e3a944b18395bce423a33d4b43afdc1563abbfeb938116cf238c8a58a3a704dec39f0bb7c3ac77ebc39baf97d39e6cd9a3a04c73c3aa43ff83954047e3a829524393bc88a3a3ac1a53adc5a363a7ac1a7387a0abe3a8bfd853ac8cc8c396ce0083ae2597a399afb1f3a0000000000000000000000000000000000000000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f00007f810000817f00007f8100007f8100007f810000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f00007f8100007f8100007f810000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f00007f810000817f00007f8100007f8100007f810000817f0000817f00007f8100007f8100007f810000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f00007f810000817f0000817f0000817f0000817f0000817f0000817f00007f810000817f00007f8100007f8100007f8100007f8100007f8100007f810000817f0000817f0000817f00007f8100007f810000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f00007f810000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f00007f810000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f0000817f00007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f8100007f810000817f00007f8100007f810000817f0000817f0000817f0000817f00007f8100007f810000817f0000817f00007f8100007f8100007f810000817f00007f810000817f0000817f00007f8100007f8100007f810000817f00007f810000817f0000817f00007f810000817f00007f810000817f00007f810000817f00007f810000817f0000817f00007f8100007f810000817f0000817f00007f8100007f8100007f8100007f8100007f810000817f00007f8100007f8100007f810000817f00007f810000817f00007f8100007f810000817f00007f810000817f0000817f00007f8100007f810000817f0000817f00007f810000817f00007f8100007f8100007f810000817f0000817f00007f810000817f0000817f00007f8100007f810000817f0000817f00007f810000817f0000817f00007f8100007f8100007f8100007f8100007f810000817f00007f810000817f0000817f00007f810000817f0000817f00007f8100007f810000817f0000817f00007f8100007f8100007f8100007f810000817f0000817f0000817f00007f810000817f00007f810000817f00007f810000817f0000817f00007f8100007f8100007f810000817f00007f8100007f8100007f810000817f00007f8100007f810000817f0000817f0000817f00007f810000817f00007f8100007f810000817f00007f8100007f8100007f8100007f8100007f810000817f0000817f0000817f0000817f0000817f00007f8100007f810000817f00007f810000817f0000817f0000817f0000817f0000000000000000000000000000000000000000000001ae49bddcad493d00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001feb963ce8b27cbe00fa833e5b57c5bd99376ebd14e285bd44a575bd9bdf283da37b8cbdf9f2713d6e55913d9484cabd12f4bf3ceb3683bdbb2682bdcf7481bbad5eb53d7dc6673c37f21dbd3b3045bd9b30733ca0281bbc0cb2d2bc430e463ec665cebdb6ec983c0d09653ca84628bdb550c6bc4790b5bce3ccbfbdb946d43df245dfba5b85ba3bcc199bbdf22c79bc28aecfbb676467bc151981bcbde696bdf125d93cc9bb94bd803b6c3d1c45abbcfcfd96b9aa3b9dbc22e02dbc2559103cd81cd9b9be149b3c837be43cff97abbd27cc0f3d99b487bda368b3bccb5c433c6e3dca3a7cdab53c0f5702bc87ae64bd2eb3a8bdbd4285bc77d2d23bf3362c3d33bdefbbb80015bd09d379bd01823fbd679e6c3d805d84bde58487bd422a3a3d5bb9923c89aa4d3d38cb6d3ca47c783a24065e3d4e12073df99f6cbda02629b8985b27bd3c4e103dc3bbb8bc74c7733c9bae16bdc966403deb998abcc5d9703d6f51a03cda8b0b3d783dd1bc8224333dae06813cda0feebc5c5402bd110001bd039d27bd43f168bddce8f73bbb3670bc0099533c90f4a33cf9bcdbbc86f4353c93a6a4bc81272f3d99228dbc1e3062bba77803bdcbeccc3c55827a3cc9b02a3d6313443ddbc2103b9793cd3bfb730d3c3955413dbcb7013dede2e93cf78d3ebdda46d1bc43152e3a16d1b83ca36c293d2bd736bd43520ebca6de593df8b54cbce7a4523d000064bc87ffafbc4dc31e3c012b51bcb1a1f9bcd67b853bf49ccc3bbfe5143dc345f8bc5461f1bbce84b43c4354a7bc0dd91b3daae2ebbc28f9edbb');
INSERT INTO public.model_snapshot VALUES ('9d64b271-fa3b-4433-833e-47c289ad17f2', '\x1f8b0800000000000003b5944d8b24370c86ff8bcf35e00fd9b2fa9c63c80636e412f620cb524f656baa9b2ef72630cc7f0f35bb93cf86b0ec8c6f7a65ece77d057a749ff4b2cda7d51de2e4ce97d3af2ae3077e50777063968f3a3637b98ff3daddc16df37a5cd44d6ee1f578e5e37e495737b987eb32e665dec5c51d8c974d27b7e918f37adcdce1d1c969b5b9eb2afad3fd45b7fbd3d2dd61bd2ecbe4749553d7cb4b79ba8e77f65e4e677d51787cafbc8d77eb17e56972b2f0b6e9e60ebfb88bda75ed6e72dbfd7c3ecfebd17d983e7f77fcf9c5998b3ec63b9fef7c7093d34fbc5c793c771e5fac9df522ba8eddd3e4c685e7755e8fefcfcb3c7efcab73a87e7243b771ab17fdd3ee59bb3b84502a50f4a5ec0a5fe4de1ddc7a5af7b7ffb4ebb6c163963b5def02809b5c3fc9f541d7b1db7a74ebe7195c4ebfddf9fd847fc4fe3999ce83371d2fe5c24d97e750fe9ec5992f631fe6ee69f7a6bf8fefe6a36ebb089852a6de0462256f29f742929be66831f9505a84aa151b01106a281e8408c15bc0e2bb14f734fd9734be056926b096c9272800a4a9a1e41639620f5c03b3e468ada40011255133eb18ab4a02e2d45bd49ba4e92d48ada2000a8a6131e895c80a6a4a9c5bf4055121078b054a20305192845535b141272835de2485b7208d143a71c36ac56224ae1672c994bd340a85824fa18010e6dc2cf9dc359237932ad014b8d94dd2fcada43bdbbf40b570c548c6bdb5dab464f4adf500014c83b4e203768f12c4422ae0997cae31c76280a166e39ba0e56b40bf6c99ff095430a99845ca549bcfc86692495a4ed5a8713555ac3d9bfa14ade79e8c881b436fd61afb7e93135f9fb3875e8d3110a682cd3043378186182aa271a55252c25642f18185c1942a48d5987de95de52667fd36ce1b636f3d8106cc8d7be4844650513442f5900da45a2adc532ebe4a0d0d004b6a854ba598b154bbbd9de8f5e32ce22b0b498d1951119eb76362564da0da325b23f45e2b04cf54532a515a33683997cc566f7106fffa9c35b065f610d032105a66d0ac823ef81809a4144569856292865040417a0d8a355bc996c43d7d78fa03f9a9fd3230080000');
INSERT INTO public.operation VALUES ('a2150b95-3ffe-4885-8d01-4318af6c01ef', 'import-rows', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'tickets', NULL, 'key:owner', 'succeeded', '{"format": "csv"}', '{"failed": 0, "imported": 10}', '{"rows": 10, "failed": 0, "imported": 10, "omittedIssues": 0}', '[]', '[]', 1, 'e3d43908-2998-4d17-aa6a-baf57ddbd70f', '2026-11-24 12:54:16.198+00', '2026-11-24 12:54:17.811+00', '2026-11-24 12:54:16.271+00', '2026-11-24 12:54:17.811+00', '2026-12-01 12:54:16.198+00');
INSERT INTO public.operation VALUES ('9ce5fad8-d1f6-4469-871c-f390a00cb33c', 'train', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'tickets', 'first', 'key:owner', 'succeeded', '{"seed": 1168492066, "search": "none", "modelName": "first", "projectId": "d8e54f8d-6dd9-441c-bb53-7100ad27bf4d", "evaluation": {"kind": "percentage", "testingSplitPercentage": 20, "trainingSplitPercentage": 80}, "configVersion": "2022-05-01"}', '{"training": {"status": "succeeded", "percent": 100, "startedAt": "2026-11-24T12:54:17.893Z", "finishedAt": "2026-11-24T12:54:18.197Z"}, "evaluation": {"status": "succeeded", "percent": 100, "startedAt": "2026-11-24T12:54:18.197Z", "finishedAt": "2026-11-24T12:54:18.204Z"}}', '{"modelId": "9d64b271-fa3b-4433-833e-47c289ad17f2", "modelName": "first"}', '[]', '[]', 1, 'e3d43908-2998-4d17-aa6a-baf57ddbd70f', '2026-11-24 12:54:17.854+00', '2026-11-24 12:54:18.275+00', '2026-11-24 12:54:17.861+00', '2026-11-24 12:54:18.275+00', '2026-12-01 12:54:17.854+00');
INSERT INTO public.operation VALUES ('31b930b4-292c-464b-b254-a670410b6dde', 'deploy', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'tickets', 'production', 'key:owner', 'succeeded', '{"modelName": "first", "deploymentName": "production"}', NULL, '{"modelId": "9d64b271-fa3b-4433-833e-47c289ad17f2", "deploymentName": "production"}', '[]', '[]', 0, NULL, '2026-11-24 12:54:18.402+00', '2026-11-24 12:54:18.403+00', NULL, '2026-11-24 12:54:18.403+00', '2026-12-01 12:54:18.402+00');
INSERT INTO public.operation VALUES ('12a6ba18-ad39-470c-afc4-cb7d31fc74f4', 'train', 'd8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'tickets', 'second', 'key:owner', 'notStarted', '{"seed": 1168492066, "search": "none", "modelName": "second", "projectId": "d8e54f8d-6dd9-441c-bb53-7100ad27bf4d", "evaluation": {"kind": "percentage", "testingSplitPercentage": 20, "trainingSplitPercentage": 80}, "configVersion": "2022-05-01"}', '{"training": {"status": "notStarted", "percent": 0}, "evaluation": {"status": "notStarted", "percent": 0}}', NULL, '[]', '[]', 0, NULL, '2026-11-24 12:54:36.784+00', '2026-11-24 12:54:36.784+00', NULL, NULL, '2026-12-01 12:54:36.784+00');
INSERT INTO public.operation_history VALUES ('a2150b95-3ffe-4885-8d01-4318af6c01ef', '2026-11-24 12:54:16.198+00', 'key:owner', NULL, 'notStarted');
INSERT INTO public.operation_history VALUES ('a2150b95-3ffe-4885-8d01-4318af6c01ef', '2026-11-24 12:54:16.271+00', 'system', 'notStarted', 'running');
INSERT INTO public.operation_history VALUES ('a2150b95-3ffe-4885-8d01-4318af6c01ef', '2026-11-24 12:54:17.811+00', 'system', 'running', 'succeeded');
INSERT INTO public.operation_history VALUES ('9ce5fad8-d1f6-4469-871c-f390a00cb33c', '2026-11-24 12:54:17.854+00', 'key:owner', NULL, 'notStarted');
INSERT INTO public.operation_history VALUES ('9ce5fad8-d1f6-4469-871c-f390a00cb33c', '2026-11-24 12:54:17.861+00', 'system', 'notStarted', 'running');
INSERT INTO public.operation_history VALUES ('9ce5fad8-d1f6-4469-871c-f390a00cb33c', '2026-11-24 12:54:18.275+00', 'system', 'running', 'succeeded');
INSERT INTO public.operation_history VALUES ('31b930b4-292c-464b-b254-a670410b6dde', '2026-11-24 12:54:18.402+00', 'key:owner', NULL, 'notStarted');
INSERT INTO public.operation_history VALUES ('31b930b4-292c-464b-b254-a670410b6dde', '2026-11-24 12:54:18.403+00', 'key:owner', 'notStarted', 'succeeded');
INSERT INTO public.operation_history VALUES ('12a6ba18-ad39-470c-afc4-cb7d31fc74f4', '2026-11-24 12:54:36.784+00', 'key:owner', NULL, 'notStarted');
INSERT INTO public.prediction_job VALUES ('35ec8b8b-1c8d-4a55-a097-5066b28873a4', 'key:owner', 'succeeded', NULL, '[{"kind": "single", "kindName": "CustomSingleLabelClassification", "projectName": "tickets", "deploymentName": "production"}]', NULL, '["1"]', 1, 0, 1, NULL, '2026-11-24 12:54:18.996+00', '2026-11-24 12:54:19.041+00', '2026-11-24 12:54:19.041+00', NULL, '2026-11-25 12:54:18.996+00');
INSERT INTO public.prediction_task_result VALUES ('35ec8b8b-1c8d-4a55-a097-5066b28873a4', 0, '2026-11-24 12:54:19.041+00', '{"index": 0, "status": "succeeded", "outcomes": [{"id": "1", "ok": true, "warnings": [], "abstained": false, "predicted": [{"score": 0.99513, "className": "shipping"}], "statistics": {"characters": 19, "transactions": 1}}], "finishedAt": "2026-11-24T12:54:19.041Z"}');
INSERT INTO public.project VALUES ('d8e54f8d-6dd9-441c-bb53-7100ad27bf4d', 'tickets', 'single', 'en', false, '', '', '{}', '2026-11-24 12:54:16.119+00', '2026-11-24 12:54:16.293+00', '2026-11-24 12:54:18.204+00', '2026-11-24 12:54:18.399+00', NULL);
SELECT pg_catalog.setval('graphile_worker.job_queues_id_seq', 1, false);
SELECT pg_catalog.setval('graphile_worker.jobs_id_seq1', 4, true);
SELECT pg_catalog.setval('graphile_worker.tasks_id_seq', 6, true);
ALTER TABLE ONLY graphile_worker._private_job_queues
    ADD CONSTRAINT job_queues_pkey1 PRIMARY KEY (id);
ALTER TABLE ONLY graphile_worker._private_job_queues
    ADD CONSTRAINT job_queues_queue_name_key UNIQUE (queue_name);
ALTER TABLE ONLY graphile_worker._private_jobs
    ADD CONSTRAINT jobs_key_key1 UNIQUE (key);
ALTER TABLE ONLY graphile_worker._private_jobs
    ADD CONSTRAINT jobs_pkey1 PRIMARY KEY (id);
ALTER TABLE ONLY graphile_worker._private_known_crontabs
    ADD CONSTRAINT known_crontabs_pkey PRIMARY KEY (identifier);
ALTER TABLE ONLY graphile_worker.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY graphile_worker._private_tasks
    ADD CONSTRAINT tasks_identifier_key UNIQUE (identifier);
ALTER TABLE ONLY graphile_worker._private_tasks
    ADD CONSTRAINT tasks_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT api_key_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.class
    ADD CONSTRAINT class_name_unique UNIQUE (project_id, name);
ALTER TABLE ONLY public.class
    ADD CONSTRAINT class_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.deployment
    ADD CONSTRAINT deployment_name_unique UNIQUE (project_id, name);
ALTER TABLE ONLY public.deployment
    ADD CONSTRAINT deployment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_name_unique UNIQUE (project_id, name);
ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.evaluation_document
    ADD CONSTRAINT evaluation_document_pkey PRIMARY KEY (model_id, "position");
ALTER TABLE ONLY public.kysely_migration_lock
    ADD CONSTRAINT kysely_migration_lock_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.kysely_migration
    ADD CONSTRAINT kysely_migration_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.label
    ADD CONSTRAINT label_pkey PRIMARY KEY (document_id, class_id);
ALTER TABLE ONLY public.model_bytes
    ADD CONSTRAINT model_bytes_pkey PRIMARY KEY (model_id);
ALTER TABLE ONLY public.model
    ADD CONSTRAINT model_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.model_snapshot
    ADD CONSTRAINT model_snapshot_pkey PRIMARY KEY (model_id);
ALTER TABLE ONLY public.operation_payload
    ADD CONSTRAINT operation_payload_pkey PRIMARY KEY (operation_id, seq);
ALTER TABLE ONLY public.operation
    ADD CONSTRAINT operation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.prediction_job
    ADD CONSTRAINT prediction_job_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.prediction_task_result
    ADD CONSTRAINT prediction_task_result_pkey PRIMARY KEY (job_id, task_index);
ALTER TABLE ONLY public.process
    ADD CONSTRAINT process_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (id);
CREATE INDEX jobs_main_index ON graphile_worker._private_jobs USING btree (priority, run_at) INCLUDE (id, task_id, job_queue_id) WHERE (is_available = true);
CREATE INDEX jobs_no_queue_index ON graphile_worker._private_jobs USING btree (priority, run_at) INCLUDE (id, task_id) WHERE ((is_available = true) AND (job_queue_id IS NULL));
CREATE UNIQUE INDEX api_key_name ON public.api_key USING btree (name) WHERE (revoked_at IS NULL);
CREATE UNIQUE INDEX api_key_secret_hash ON public.api_key USING btree (secret_hash);
CREATE INDEX deployment_model ON public.deployment USING btree (model_id);
CREATE INDEX label_class ON public.label USING btree (class_id);
CREATE UNIQUE INDEX model_current ON public.model USING btree (project_id, name) WHERE name_current;
CREATE INDEX operation_expiry ON public.operation USING btree (expires_at);
CREATE INDEX operation_history_operation ON public.operation_history USING btree (operation_id);
CREATE INDEX operation_list ON public.operation USING btree (project_name, kind, created_at DESC);
CREATE UNIQUE INDEX operation_one_training ON public.operation USING btree (project_id) WHERE ((kind = 'train'::text) AND (status = ANY (ARRAY['notStarted'::text, 'running'::text, 'cancelling'::text])));
CREATE INDEX operation_running ON public.operation USING btree (process_id) WHERE (status = ANY (ARRAY['running'::text, 'cancelling'::text]));
CREATE INDEX prediction_job_expiry ON public.prediction_job USING btree (expires_at);
CREATE INDEX prediction_job_running ON public.prediction_job USING btree (process_id) WHERE (status = ANY (ARRAY['running'::text, 'cancelling'::text]));
CREATE INDEX prediction_job_waiting ON public.prediction_job USING btree (id) WHERE (status = 'notStarted'::text);
CREATE UNIQUE INDEX project_name_unique ON public.project USING btree (name) WHERE (deleted_at IS NULL);
ALTER TABLE ONLY public.class
    ADD CONSTRAINT class_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.deployment
    ADD CONSTRAINT deployment_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.model(id);
ALTER TABLE ONLY public.deployment
    ADD CONSTRAINT deployment_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.document
    ADD CONSTRAINT document_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.evaluation_document
    ADD CONSTRAINT evaluation_document_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.model(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.label
    ADD CONSTRAINT label_class_id_fkey FOREIGN KEY (class_id) REFERENCES public.class(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.label
    ADD CONSTRAINT label_document_id_fkey FOREIGN KEY (document_id) REFERENCES public.document(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.model_bytes
    ADD CONSTRAINT model_bytes_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.model(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.model
    ADD CONSTRAINT model_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.model_snapshot
    ADD CONSTRAINT model_snapshot_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.model(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.operation_history
    ADD CONSTRAINT operation_history_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES public.operation(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.operation_payload
    ADD CONSTRAINT operation_payload_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES public.operation(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.prediction_task_result
    ADD CONSTRAINT prediction_task_result_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.prediction_job(id) ON DELETE CASCADE;
ALTER TABLE graphile_worker._private_job_queues ENABLE ROW LEVEL SECURITY;
ALTER TABLE graphile_worker._private_jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE graphile_worker._private_known_crontabs ENABLE ROW LEVEL SECURITY;
ALTER TABLE graphile_worker._private_tasks ENABLE ROW LEVEL SECURITY;
