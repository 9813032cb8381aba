-- The schema of the installation guide: tables, constraints, indexes, functions and triggers by their names there.
--
-- The script also completes a database that was made by hand from the guide, so it creates only what is missing
-- and touches no row. The schema itself exists by now: it holds the history of these migrations.
--
-- Repairs, where the guide contradicts itself or fails:
-- * Section 5.1 indexes request_id a second time although the column is UNIQUE. Here one index serves both: the
--   UNIQUE constraint has the name of the guide's index (the guide leaves the constraint unnamed), and the second
--   index of a database made by hand is dropped.
-- * For ai_recommendations (place_id, profile_hash) the guide names the constraint uk_... and the index idx_... In
--   PostgreSQL a constraint and its index share one name, so that keeping both names takes both indexes; they stay.
-- * The comment on ai_schedules.expired_at says that NULL means "kept for ever", but set_schedule_expiry() fills a
--   NULL. A schedule that is kept for ever has expired_at = 'infinity'; comment and trigger stay as they are.
-- * Section 3.2's extensions are not needed: gen_random_uuid() is built in.
-- * Section 7's sample rows and section 10's scripts are no schema; their repairs are with the commands
--   seed-sample-data, backup and restore.

CREATE TABLE IF NOT EXISTS ai_schema.ai_schedules (
    id                  BIGSERIAL PRIMARY KEY,
    request_id          VARCHAR(36) NOT NULL,
    trip_id             VARCHAR(36) NOT NULL,
    status              VARCHAR(20) NOT NULL,
    schedule_data       JSONB,
    generated_at        TIMESTAMP WITH TIME ZONE,
    expired_at          TIMESTAMP WITH TIME ZONE,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS ai_schema.ai_jobs (
    id                  BIGSERIAL PRIMARY KEY,
    request_id          VARCHAR(36) NOT NULL,
    job_type            VARCHAR(30) NOT NULL,
    status              VARCHAR(20) NOT NULL,
    payload             JSONB NOT NULL,
    result              JSONB,
    progress            INTEGER NOT NULL DEFAULT 0,
    current_step        VARCHAR(100),
    error_message       TEXT,
    started_at          TIMESTAMP WITH TIME ZONE,
    completed_at        TIMESTAMP WITH TIME ZONE,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS ai_schema.ai_recommendations (
    id                  BIGSERIAL PRIMARY KEY,
    place_id            VARCHAR(100) NOT NULL,
    profile_hash        VARCHAR(64) NOT NULL,
    recommendation_data JSONB NOT NULL,
    generated_at        TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expired_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- ADD CONSTRAINT knows no IF NOT EXISTS.
DO $$
DECLARE
    missing RECORD;
BEGIN
    FOR missing IN
        SELECT wanted.*
        FROM (VALUES
            ('ai_schedules', 'chk_ai_schedules_status',
                'CHECK (status IN (''QUEUED'', ''PROCESSING'', ''COMPLETED'', ''FAILED'', ''CANCELLED''))'),
            ('ai_schedules', 'chk_ai_schedules_expiry',
                'CHECK (expired_at > generated_at OR expired_at IS NULL)'),
            ('ai_jobs', 'chk_ai_jobs_type',
                'CHECK (job_type IN (''SCHEDULE_GENERATION'', ''SCHEDULE_REGENERATION'','
                ' ''RECOMMENDATION_GENERATION'', ''WEATHER_IMPACT_ANALYSIS''))'),
            ('ai_jobs', 'chk_ai_jobs_status',
                'CHECK (status IN (''QUEUED'', ''PROCESSING'', ''COMPLETED'', ''FAILED'', ''CANCELLED''))'),
            ('ai_jobs', 'chk_ai_jobs_progress',
                'CHECK (progress >= 0 AND progress <= 100)'),
            ('ai_recommendations', 'chk_ai_recommendations_expiry',
                'CHECK (expired_at > created_at)'),
            ('ai_recommendations', 'uk_ai_recommendations_place_profile',
                'UNIQUE (place_id, profile_hash)')
        ) AS wanted (table_name, constraint_name, definition)
        WHERE NOT EXISTS (
            SELECT
            FROM pg_catalog.pg_constraint
            WHERE conrelid = format('ai_schema.%I', wanted.table_name)::regclass
                AND conname = wanted.constraint_name
        )
    LOOP
        EXECUTE format(
            'ALTER TABLE ai_schema.%I ADD CONSTRAINT %I %s',
            missing.table_name, missing.constraint_name, missing.definition);
    END LOOP;
END;
$$;

CREATE UNIQUE INDEX IF NOT EXISTS idx_ai_schedules_request_id ON ai_schema.ai_schedules (request_id);
CREATE UNIQUE INDEX IF NOT EXISTS idx_ai_jobs_request_id ON ai_schema.ai_jobs (request_id);

-- One index for the constraint and the guide's name. A constraint that somebody's foreign key rests on stays.
DO $$
DECLARE
    table_name TEXT;
    duplicate NAME;
BEGIN
    FOREACH table_name IN ARRAY ARRAY['ai_schedules', 'ai_jobs'] LOOP
        CONTINUE WHEN EXISTS (
            SELECT
            FROM pg_catalog.pg_constraint
            WHERE conrelid = format('ai_schema.%I', table_name)::regclass
                AND conname = format('idx_%s_request_id', table_name)
        );
        EXECUTE format(
            'ALTER TABLE ai_schema.%1$I ADD CONSTRAINT idx_%1$s_request_id UNIQUE USING INDEX idx_%1$s_request_id',
            table_name);
        SELECT own.conname INTO duplicate
        FROM pg_catalog.pg_constraint AS own
        WHERE own.conrelid = format('ai_schema.%I', table_name)::regclass
            AND own.conname = format('%s_request_id_key', table_name)
            AND NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_constraint AS other
                WHERE other.contype = 'f'
                    AND other.conindid = own.conindid
            );
        IF FOUND THEN
            EXECUTE format('ALTER TABLE ai_schema.%I DROP CONSTRAINT %I', table_name, duplicate);
        END IF;
    END LOOP;
END;
$$;

CREATE UNIQUE INDEX IF NOT EXISTS idx_ai_recommendations_place_profile
    ON ai_schema.ai_recommendations (place_id, profile_hash);

CREATE INDEX IF NOT EXISTS idx_ai_schedules_trip_id ON ai_schema.ai_schedules (trip_id);
CREATE INDEX IF NOT EXISTS idx_ai_schedules_status ON ai_schema.ai_schedules (status);
CREATE INDEX IF NOT EXISTS idx_ai_schedules_expired_at ON ai_schema.ai_schedules (expired_at)
    WHERE expired_at IS NOT NULL;

CREATE INDEX IF NOT EXISTS idx_ai_jobs_status ON ai_schema.ai_jobs (status);
CREATE INDEX IF NOT EXISTS idx_ai_jobs_type_status ON ai_schema.ai_jobs (job_type, status);
CREATE INDEX IF NOT EXISTS idx_ai_jobs_created_at ON ai_schema.ai_jobs (created_at);
CREATE INDEX IF NOT EXISTS idx_ai_jobs_processing ON ai_schema.ai_jobs (status, started_at)
    WHERE status = 'PROCESSING';

CREATE INDEX IF NOT EXISTS idx_ai_recommendations_place_id ON ai_schema.ai_recommendations (place_id);
CREATE INDEX IF NOT EXISTS idx_ai_recommendations_expired_at ON ai_schema.ai_recommendations (expired_at);
CREATE INDEX IF NOT EXISTS idx_ai_recommendations_generated_at ON ai_schema.ai_recommendations (generated_at);

CREATE INDEX IF NOT EXISTS idx_ai_schedules_schedule_day
    ON ai_schema.ai_schedules USING GIN ((schedule_data->'schedules'));
CREATE INDEX IF NOT EXISTS idx_ai_jobs_result_gin ON ai_schema.ai_jobs USING GIN (result);
CREATE INDEX IF NOT EXISTS idx_ai_recommendations_data_gin
    ON ai_schema.ai_recommendations USING GIN (recommendation_data);

CREATE OR REPLACE FUNCTION ai_schema.update_updated_at_column()
RETURNS TRIGGER AS $$
BEGIN
    NEW.updated_at = CURRENT_TIMESTAMP;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION ai_schema.set_schedule_expiry()
RETURNS TRIGGER AS $$
BEGIN
    IF NEW.expired_at IS NULL AND NEW.generated_at IS NOT NULL THEN
        NEW.expired_at = NEW.generated_at + INTERVAL '7 days';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION ai_schema.set_recommendation_expiry()
RETURNS TRIGGER AS $$
BEGIN
    IF NEW.expired_at IS NULL THEN
        NEW.expired_at = NEW.created_at + INTERVAL '24 hours';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION ai_schema.generate_request_id()
RETURNS TRIGGER AS $$
BEGIN
    IF NEW.request_id IS NULL THEN
        NEW.request_id = gen_random_uuid()::VARCHAR(36);
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE TRIGGER update_ai_schedules_updated_at
    BEFORE UPDATE ON ai_schema.ai_schedules
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.update_updated_at_column();

CREATE OR REPLACE TRIGGER update_ai_jobs_updated_at
    BEFORE UPDATE ON ai_schema.ai_jobs
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.update_updated_at_column();

CREATE OR REPLACE TRIGGER update_ai_recommendations_updated_at
    BEFORE UPDATE ON ai_schema.ai_recommendations
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.update_updated_at_column();

CREATE OR REPLACE TRIGGER set_ai_schedules_expiry
    BEFORE INSERT OR UPDATE ON ai_schema.ai_schedules
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.set_schedule_expiry();

CREATE OR REPLACE TRIGGER set_ai_recommendations_expiry
    BEFORE INSERT ON ai_schema.ai_recommendations
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.set_recommendation_expiry();

CREATE OR REPLACE TRIGGER generate_ai_schedules_request_id
    BEFORE INSERT ON ai_schema.ai_schedules
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.generate_request_id();

CREATE OR REPLACE TRIGGER generate_ai_jobs_request_id
    BEFORE INSERT ON ai_schema.ai_jobs
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.generate_request_id();

COMMENT ON TABLE ai_schema.ai_schedules IS 'AI 생성 여행 일정 저장 테이블';
COMMENT ON COLUMN ai_schema.ai_schedules.request_id IS '일정 생성 요청 고유 식별자';
COMMENT ON COLUMN ai_schema.ai_schedules.trip_id IS 'Trip 서비스의 여행 ID';
COMMENT ON COLUMN ai_schema.ai_schedules.schedule_data IS '생성된 일정 JSON 데이터';
COMMENT ON COLUMN ai_schema.ai_schedules.expired_at IS '캐시 만료 시간 (NULL이면 영구 보존)';

COMMENT ON TABLE ai_schema.ai_jobs IS 'AI 작업 관리 테이블';
COMMENT ON COLUMN ai_schema.ai_jobs.job_type IS '작업 유형 (일정생성/재생성/추천/날씨분석)';
COMMENT ON COLUMN ai_schema.ai_jobs.payload IS '작업 입력 매개변수 JSON';
COMMENT ON COLUMN ai_schema.ai_jobs.result IS '작업 결과 JSON';
COMMENT ON COLUMN ai_schema.ai_jobs.progress IS '작업 진행률 (0-100%)';
COMMENT ON COLUMN ai_schema.ai_jobs.current_step IS '현재 처리 중인 단계 설명';

COMMENT ON TABLE ai_schema.ai_recommendations IS 'AI 생성 장소 추천 정보 저장 테이블';
COMMENT ON COLUMN ai_schema.ai_recommendations.place_id IS 'Location 서비스의 장소 ID';
COMMENT ON COLUMN ai_schema.ai_recommendations.profile_hash IS '사용자 프로파일 해시 (캐시 키)';
COMMENT ON COLUMN ai_schema.ai_recommendations.recommendation_data IS '추천 이유 및 팁 JSON 데이터';
COMMENT ON COLUMN ai_schema.ai_recommendations.expired_at IS '추천 정보 만료 시간';
