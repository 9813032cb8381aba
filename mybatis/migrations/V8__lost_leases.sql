-- A job that ends its worker process is not told from the jobs that ran beside it: all of them lose their lease.
-- They run apart from then on, so that it takes none of them along again.

ALTER TABLE ai_schema.ai_jobs
    ADD COLUMN lease_lost BOOLEAN NOT NULL DEFAULT FALSE;

COMMENT ON COLUMN ai_schema.ai_jobs.lease_lost IS 'A worker was lost while it ran the job: a process runs only one such job at a time';
