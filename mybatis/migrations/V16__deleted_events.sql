-- The events of deleted jobs. By a join, and planned each time, as a few jobs and a million want different plans: where the
-- events were read as a whole, each was compared with every id of an array.
CREATE OR REPLACE FUNCTION ai_schema.delete_job_events()
RETURNS TRIGGER AS $$
BEGIN
    EXECUTE 'DELETE FROM ai_schema.ai_job_events AS event USING deleted WHERE event.job_id = deleted.id';
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;
