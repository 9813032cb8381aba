-- How finished jobs are found by their age. completed_at changes with the status and never with progress, whose
-- updates stay HOT. Expired schedules and recommendations are found by the guide's own indexes.

-- Finished jobs from before that nobody dated, as the guide's sample rows: their last change stands for their end.
UPDATE ai_schema.ai_jobs
SET completed_at = updated_at
WHERE status IN ('COMPLETED', 'FAILED', 'CANCELLED')
    AND completed_at IS NULL;

CREATE INDEX idx_ai_jobs_completed_at ON ai_schema.ai_jobs (completed_at)
    WHERE completed_at IS NOT NULL;
