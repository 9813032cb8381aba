-- Which jobs made a trip, or one day of it, again: so many are allowed a day. A job's row goes with it, days later.

CREATE TABLE ai_schema.ai_schedule_regenerations (
    job_id     BIGINT PRIMARY KEY REFERENCES ai_schema.ai_jobs (id) ON DELETE CASCADE,
    trip_id    VARCHAR(36) NOT NULL,
    day        INTEGER NOT NULL,
    counted_on DATE NOT NULL,
    CONSTRAINT chk_ai_schedule_regenerations_day CHECK (day >= 0)
);

CREATE INDEX idx_ai_schedule_regenerations_trip_id ON ai_schema.ai_schedule_regenerations (trip_id, counted_on);

COMMENT ON TABLE ai_schema.ai_schedule_regenerations IS 'Jobs that make a trip or one day of it again, as the daily limit counts them';
COMMENT ON COLUMN ai_schema.ai_schedule_regenerations.day IS 'The number of the day; 0 for the whole trip';
COMMENT ON COLUMN ai_schema.ai_schedule_regenerations.counted_on IS 'The calendar day, in UTC, on which the job was stored';
