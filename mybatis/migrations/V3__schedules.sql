-- Versions of a trip's schedule, and the input that each was made from.

ALTER TABLE ai_schema.ai_schedules
    ADD COLUMN version        INTEGER,
    ADD COLUMN planning_input JSONB,
    ADD CONSTRAINT chk_ai_schedules_version CHECK (version >= 1);

COMMENT ON COLUMN ai_schema.ai_schedules.version IS 'From 1 within the trip, in the order of completion; NULL until then';
COMMENT ON COLUMN ai_schema.ai_schedules.planning_input IS 'The frozen candidates and facts that the schedule was planned from, with the number of their format';

-- Schedules from before, in the order in which they were made.
UPDATE ai_schema.ai_schedules AS schedule
SET version = numbered.version
FROM (
    SELECT id, row_number() OVER (PARTITION BY trip_id ORDER BY generated_at, id) AS version
    FROM ai_schema.ai_schedules
    WHERE status = 'COMPLETED'
) AS numbered
WHERE schedule.id = numbered.id;

CREATE UNIQUE INDEX idx_ai_schedules_trip_version ON ai_schema.ai_schedules (trip_id, version)
    WHERE version IS NOT NULL;

-- The newest version of a trip. One that another program stored as COMPLETED has no version and comes last.
CREATE INDEX idx_ai_schedules_newest ON ai_schema.ai_schedules (trip_id, version DESC NULLS LAST, id DESC)
    WHERE status = 'COMPLETED';
