-- Claims that cost the same whatever else is in the table, and limits over all replicas.

-- The guide has indexes on the status. A plan made while hardly anything was queued takes one of them and then reads
-- the whole queue for each claim; no other index serves this column.
ALTER TABLE ai_schema.ai_jobs
    ADD COLUMN queued BOOLEAN GENERATED ALWAYS AS (status = 'QUEUED') STORED;

COMMENT ON COLUMN ai_schema.ai_jobs.queued IS 'Whether the status is QUEUED; for idx_ai_jobs_claim';

DROP INDEX ai_schema.idx_ai_jobs_claim;
CREATE INDEX idx_ai_jobs_claim ON ai_schema.ai_jobs (job_type, fairness_key, priority, run_time, id)
    WHERE queued;

-- How many jobs of a type each worker may run at once, where the type has a limit over all replicas. The slots of
-- a worker that is gone count until its jobs are rescued: that statement deletes the worker.

CREATE TABLE ai_schema.ai_worker_slots (
    worker_id UUID NOT NULL REFERENCES ai_schema.ai_workers (id) ON DELETE CASCADE,
    job_type  VARCHAR(30) NOT NULL,
    capacity  INTEGER NOT NULL,
    slots     INTEGER NOT NULL,
    PRIMARY KEY (worker_id, job_type),
    CONSTRAINT chk_ai_worker_slots CHECK (slots >= 0 AND capacity >= 0)
);

COMMENT ON TABLE ai_schema.ai_worker_slots IS 'Jobs of a limited type that each worker may run at once';
COMMENT ON COLUMN ai_schema.ai_worker_slots.capacity IS 'What the worker could run at once';
