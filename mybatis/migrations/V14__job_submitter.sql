-- Who submitted a job, so that what it uses of a budget is put down to a caller that cannot name another one instead: the
-- fairness key is the caller's to choose.

ALTER TABLE ai_schema.ai_jobs
    ADD COLUMN submitted_by VARCHAR(64) NOT NULL DEFAULT '';

COMMENT ON COLUMN ai_schema.ai_jobs.submitted_by IS 'Name of the token or subject of the certificate; empty when the caller had neither';
