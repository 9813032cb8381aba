-- What the durable job engine needs beyond the guide: columns of ai_jobs, the history of every job, the
-- leases of the worker processes. Rows from before keep working: a QUEUED one is run, a PROCESSING one has
-- no worker and is left alone.

ALTER TABLE ai_schema.ai_jobs
    ADD COLUMN trip_id                VARCHAR(36),
    ADD COLUMN content_hash           VARCHAR(64),
    ADD COLUMN priority               SMALLINT NOT NULL DEFAULT 0,
    ADD COLUMN fairness_key           VARCHAR(64) NOT NULL DEFAULT '',
    ADD COLUMN labels                 JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN run_time               TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN attempt                INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN max_attempts           INTEGER NOT NULL DEFAULT 3,
    ADD COLUMN attempt_timeout_millis BIGINT NOT NULL DEFAULT 300000,
    ADD COLUMN claim_number           BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN worker_id              UUID,
    ADD COLUMN cancel_requested       BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN revision               BIGINT NOT NULL DEFAULT 1,
    ADD COLUMN error                  JSONB,
    ADD CONSTRAINT chk_ai_jobs_priority CHECK (priority BETWEEN 0 AND 9),
    ADD CONSTRAINT chk_ai_jobs_attempts CHECK (attempt BETWEEN 0 AND max_attempts);

COMMENT ON COLUMN ai_schema.ai_jobs.content_hash IS 'SHA-256 in hex of what was submitted: tells a repeated submission from a reused request_id';
COMMENT ON COLUMN ai_schema.ai_jobs.attempt IS 'Attempts used of max_attempts; a refund lowers it';
COMMENT ON COLUMN ai_schema.ai_jobs.claim_number IS 'Fencing token: grows with every claim, never decreases';
COMMENT ON COLUMN ai_schema.ai_jobs.worker_id IS 'The worker process that runs the job';
COMMENT ON COLUMN ai_schema.ai_jobs.revision IS 'Grows with every stored change of the job; the cursor of watchers';
COMMENT ON COLUMN ai_schema.ai_jobs.error IS 'google.rpc.Status as JSON; error_message repeats its message';

-- Progress is written often and on no indexed column: room on the page keeps these updates HOT.
ALTER TABLE ai_schema.ai_jobs SET (fillfactor = 80);

CREATE INDEX idx_ai_jobs_claim ON ai_schema.ai_jobs (job_type, fairness_key, priority, run_time, id)
    WHERE status = 'QUEUED';
CREATE INDEX idx_ai_jobs_worker ON ai_schema.ai_jobs (worker_id)
    WHERE status = 'PROCESSING';
CREATE INDEX idx_ai_jobs_trip_id ON ai_schema.ai_jobs (trip_id, id)
    WHERE trip_id IS NOT NULL;

CREATE TABLE ai_schema.ai_job_events (
    job_id       BIGINT NOT NULL REFERENCES ai_schema.ai_jobs (id) ON DELETE CASCADE,
    revision     BIGINT NOT NULL,
    status       VARCHAR(20) NOT NULL,
    attempt      INTEGER NOT NULL,
    progress     INTEGER NOT NULL,
    current_step VARCHAR(100),
    error        JSONB,
    occurred_at  TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (job_id, revision)
);

COMMENT ON TABLE ai_schema.ai_job_events IS 'Every status change of every job, written in the statement that makes it';

CREATE TABLE ai_schema.ai_workers (
    id          UUID PRIMARY KEY,
    host        VARCHAR(255) NOT NULL,
    started_at  TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    lease_until TIMESTAMP WITH TIME ZONE NOT NULL
);

COMMENT ON TABLE ai_schema.ai_workers IS 'Worker processes and how long the database holds them alive';
