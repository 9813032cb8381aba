-- What holds for all jobs of a type. A type without a row, as a newer build may bring one, is not paused.

CREATE TABLE ai_schema.ai_job_types (
    job_type VARCHAR(30) PRIMARY KEY,
    paused   BOOLEAN NOT NULL DEFAULT FALSE
);

INSERT INTO ai_schema.ai_job_types (job_type)
VALUES ('SCHEDULE_GENERATION'),
       ('SCHEDULE_REGENERATION'),
       ('RECOMMENDATION_GENERATION'),
       ('WEATHER_IMPACT_ANALYSIS');

COMMENT ON TABLE ai_schema.ai_job_types IS 'What holds for all jobs of a type, on all replicas';
COMMENT ON COLUMN ai_schema.ai_job_types.paused IS 'No jobs of the type are claimed';
