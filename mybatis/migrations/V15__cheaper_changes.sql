-- What every status change costs. A busy engine changes thousands of jobs a second, and each change was paid for twice
-- where once is enough.

-- The events of a job go with it. A foreign key would look the job up and lock it for each event, although events are
-- written by the statement that writes their job; now only a DELETE or TRUNCATE of jobs has something to do for it.
ALTER TABLE ai_schema.ai_job_events DROP CONSTRAINT ai_job_events_job_id_fkey;

CREATE FUNCTION ai_schema.delete_job_events()
RETURNS TRIGGER AS $$
BEGIN
    DELETE FROM ai_schema.ai_job_events
    WHERE job_id = ANY (ARRAY(SELECT id FROM deleted));
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER delete_ai_job_events
    AFTER DELETE ON ai_schema.ai_jobs
    REFERENCING OLD TABLE AS deleted
    FOR EACH STATEMENT
    EXECUTE FUNCTION ai_schema.delete_job_events();

-- Ids may begin anew after it, and would meet the events of others. Deleted, because a TRUNCATE within a TRUNCATE waits
-- for statements that wait for it, and fails where the events are truncated beside the jobs.
CREATE FUNCTION ai_schema.delete_all_job_events()
RETURNS TRIGGER AS $$
BEGIN
    DELETE FROM ai_schema.ai_job_events;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER delete_all_ai_job_events
    AFTER TRUNCATE ON ai_schema.ai_jobs
    FOR EACH STATEMENT
    EXECUTE FUNCTION ai_schema.delete_all_job_events();

-- The jobs that a worker runs are among those that are being processed, which are few: the guide's index finds them.
DROP INDEX ai_schema.idx_ai_jobs_worker;
