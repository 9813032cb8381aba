-- Sections 4 to 6 of the installation guide as they stand there.

-- updated_at 자동 갱신 함수
CREATE OR REPLACE FUNCTION ai_schema.update_updated_at_column()
RETURNS TRIGGER AS $$
BEGIN
    NEW.updated_at = CURRENT_TIMESTAMP;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TABLE ai_schema.ai_schedules (
    id                  BIGSERIAL PRIMARY KEY,
    request_id          VARCHAR(36) UNIQUE NOT NULL,     -- 요청 식별자
    trip_id             VARCHAR(36) NOT NULL,            -- Trip 서비스의 tripId
    status              VARCHAR(20) NOT NULL,            -- 생성 상태
    schedule_data       JSONB,                           -- 생성된 일정 데이터
    generated_at        TIMESTAMP WITH TIME ZONE,        -- 생성 완료 시간
    expired_at          TIMESTAMP WITH TIME ZONE,        -- 만료 시간
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,

    -- 제약조건
    CONSTRAINT chk_ai_schedules_status CHECK (status IN ('QUEUED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
    CONSTRAINT chk_ai_schedules_expiry CHECK (expired_at > generated_at OR expired_at IS NULL)
);

-- 댓글
COMMENT ON TABLE ai_schema.ai_schedules IS 'AI 생성 여행 일정 저장 테이블';
COMMENT ON COLUMN ai_schema.ai_schedules.request_id IS '일정 생성 요청 고유 식별자';
COMMENT ON COLUMN ai_schema.ai_schedules.trip_id IS 'Trip 서비스의 여행 ID';
COMMENT ON COLUMN ai_schema.ai_schedules.schedule_data IS '생성된 일정 JSON 데이터';
COMMENT ON COLUMN ai_schema.ai_schedules.expired_at IS '캐시 만료 시간 (NULL이면 영구 보존)';

CREATE TABLE ai_schema.ai_jobs (
    id                  BIGSERIAL PRIMARY KEY,
    request_id          VARCHAR(36) UNIQUE NOT NULL,     -- 작업 요청 식별자
    job_type            VARCHAR(30) NOT NULL,            -- 작업 유형
    status              VARCHAR(20) NOT NULL,            -- 작업 상태
    payload             JSONB NOT NULL,                  -- 작업 입력 데이터
    result              JSONB,                           -- 작업 결과 데이터
    progress            INTEGER NOT NULL DEFAULT 0,      -- 진행률 (0-100)
    current_step        VARCHAR(100),                    -- 현재 진행 단계
    error_message       TEXT,                            -- 오류 메시지
    started_at          TIMESTAMP WITH TIME ZONE,        -- 작업 시작 시간
    completed_at        TIMESTAMP WITH TIME ZONE,        -- 작업 완료 시간
    created_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at          TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,

    -- 제약조건
    CONSTRAINT chk_ai_jobs_type CHECK (job_type IN ('SCHEDULE_GENERATION', 'SCHEDULE_REGENERATION', 'RECOMMENDATION_GENERATION', 'WEATHER_IMPACT_ANALYSIS')),
    CONSTRAINT chk_ai_jobs_status CHECK (status IN ('QUEUED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED')),
    CONSTRAINT chk_ai_jobs_progress CHECK (progress >= 0 AND progress <= 100)
);

-- 댓글
COMMENT ON TABLE ai_schema.ai_jobs IS 'AI 작업 관리 테이블';
COMMENT ON COLUMN ai_schema.ai_jobs.job_type IS '작업 유형 (일정생성/재생성/추천/날씨분석)';
COMMENT ON COLUMN ai_schema.ai_jobs.payload IS '작업 입력 매개변수 JSON';
COMMENT ON COLUMN ai_schema.ai_jobs.result IS '작업 결과 JSON';
COMMENT ON COLUMN ai_schema.ai_jobs.progress IS '작업 진행률 (0-100%)';
COMMENT ON COLUMN ai_schema.ai_jobs.current_step IS '현재 처리 중인 단계 설명';

CREATE TABLE ai_schema.ai_recommendations (
    id                      BIGSERIAL PRIMARY KEY,
    place_id               VARCHAR(100) NOT NULL,           -- Location 서비스의 placeId
    profile_hash           VARCHAR(64) NOT NULL,            -- 사용자 프로파일 해시
    recommendation_data    JSONB NOT NULL,                  -- 추천 정보 JSON
    generated_at           TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expired_at             TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at             TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at             TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,

    -- 제약조건
    CONSTRAINT chk_ai_recommendations_expiry CHECK (expired_at > created_at),

    -- 복합 유니크 키
    CONSTRAINT uk_ai_recommendations_place_profile UNIQUE (place_id, profile_hash)
);

-- 댓글
COMMENT ON TABLE ai_schema.ai_recommendations IS 'AI 생성 장소 추천 정보 저장 테이블';
COMMENT ON COLUMN ai_schema.ai_recommendations.place_id IS 'Location 서비스의 장소 ID';
COMMENT ON COLUMN ai_schema.ai_recommendations.profile_hash IS '사용자 프로파일 해시 (캐시 키)';
COMMENT ON COLUMN ai_schema.ai_recommendations.recommendation_data IS '추천 이유 및 팁 JSON 데이터';
COMMENT ON COLUMN ai_schema.ai_recommendations.expired_at IS '추천 정보 만료 시간';

-- 비즈니스 키 유니크 인덱스
CREATE UNIQUE INDEX idx_ai_schedules_request_id ON ai_schema.ai_schedules(request_id);
CREATE UNIQUE INDEX idx_ai_jobs_request_id ON ai_schema.ai_jobs(request_id);

-- 추천 정보 복합 유니크 인덱스
CREATE UNIQUE INDEX idx_ai_recommendations_place_profile ON ai_schema.ai_recommendations(place_id, profile_hash);

-- ai_schedules 성능 인덱스
CREATE INDEX idx_ai_schedules_trip_id ON ai_schema.ai_schedules(trip_id);
CREATE INDEX idx_ai_schedules_status ON ai_schema.ai_schedules(status);
CREATE INDEX idx_ai_schedules_expired_at ON ai_schema.ai_schedules(expired_at) WHERE expired_at IS NOT NULL;

-- ai_jobs 성능 인덱스
CREATE INDEX idx_ai_jobs_status ON ai_schema.ai_jobs(status);
CREATE INDEX idx_ai_jobs_type_status ON ai_schema.ai_jobs(job_type, status);
CREATE INDEX idx_ai_jobs_created_at ON ai_schema.ai_jobs(created_at);
CREATE INDEX idx_ai_jobs_processing ON ai_schema.ai_jobs(status, started_at) WHERE status = 'PROCESSING';

-- ai_recommendations 성능 인덱스
CREATE INDEX idx_ai_recommendations_place_id ON ai_schema.ai_recommendations(place_id);
CREATE INDEX idx_ai_recommendations_expired_at ON ai_schema.ai_recommendations(expired_at);
CREATE INDEX idx_ai_recommendations_generated_at ON ai_schema.ai_recommendations(generated_at);

-- 일정 데이터 JSON 인덱스
CREATE INDEX idx_ai_schedules_schedule_day ON ai_schema.ai_schedules USING GIN ((schedule_data->'schedules'));

-- 작업 결과 JSON 인덱스
CREATE INDEX idx_ai_jobs_result_gin ON ai_schema.ai_jobs USING GIN (result);

-- 추천 데이터 JSON 인덱스
CREATE INDEX idx_ai_recommendations_data_gin ON ai_schema.ai_recommendations USING GIN (recommendation_data);

-- 모든 테이블에 updated_at 자동 갱신 트리거 적용
CREATE TRIGGER update_ai_schedules_updated_at
    BEFORE UPDATE ON ai_schema.ai_schedules
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.update_updated_at_column();

CREATE TRIGGER update_ai_jobs_updated_at
    BEFORE UPDATE ON ai_schema.ai_jobs
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.update_updated_at_column();

CREATE TRIGGER update_ai_recommendations_updated_at
    BEFORE UPDATE ON ai_schema.ai_recommendations
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.update_updated_at_column();

-- 일정 만료 시간 자동 설정 (7일)
CREATE OR REPLACE FUNCTION ai_schema.set_schedule_expiry()
RETURNS TRIGGER AS $$
BEGIN
    IF NEW.expired_at IS NULL AND NEW.generated_at IS NOT NULL THEN
        NEW.expired_at = NEW.generated_at + INTERVAL '7 days';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER set_ai_schedules_expiry
    BEFORE INSERT OR UPDATE ON ai_schema.ai_schedules
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.set_schedule_expiry();

-- 추천 정보 만료 시간 자동 설정 (24시간)
CREATE OR REPLACE FUNCTION ai_schema.set_recommendation_expiry()
RETURNS TRIGGER AS $$
BEGIN
    IF NEW.expired_at IS NULL THEN
        NEW.expired_at = NEW.created_at + INTERVAL '24 hours';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER set_ai_recommendations_expiry
    BEFORE INSERT ON ai_schema.ai_recommendations
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.set_recommendation_expiry();

-- Request ID 자동 생성 함수들
CREATE OR REPLACE FUNCTION ai_schema.generate_request_id()
RETURNS TRIGGER AS $$
BEGIN
    IF NEW.request_id IS NULL THEN
        NEW.request_id = gen_random_uuid()::VARCHAR(36);
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

-- Request ID 생성 트리거들
CREATE TRIGGER generate_ai_schedules_request_id
    BEFORE INSERT ON ai_schema.ai_schedules
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.generate_request_id();

CREATE TRIGGER generate_ai_jobs_request_id
    BEFORE INSERT ON ai_schema.ai_jobs
    FOR EACH ROW
    EXECUTE FUNCTION ai_schema.generate_request_id();
