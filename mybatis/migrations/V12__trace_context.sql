-- The trace in which a job was submitted, so that whichever replica runs the job goes on with it.

ALTER TABLE ai_schema.ai_jobs ADD COLUMN traceparent TEXT;

COMMENT ON COLUMN ai_schema.ai_jobs.traceparent IS 'W3C trace context of the submitting call; NULL when it was not traced';
