-- Recommendations that are being written.
--
-- A text may take a model seconds, so no transaction and no advisory lock is held meanwhile: a draft is the right to
-- store the text, taken before and spent with it. One shared draft for a place and profile makes all who miss the same
-- text on all replicas wait for one writer; when that one dies, its draft lapses. Drafts of refreshes and jobs are
-- apart and make nobody wait. Invalidating a place deletes its drafts: what is being written is not stored.

CREATE TABLE ai_schema.ai_recommendation_drafts (
    id           UUID PRIMARY KEY,
    place_id     VARCHAR(100) NOT NULL,
    profile_hash VARCHAR(64) NOT NULL,
    shared       BOOLEAN NOT NULL,
    started_at   TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    lapses_at    TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE UNIQUE INDEX idx_ai_recommendation_drafts_shared
    ON ai_schema.ai_recommendation_drafts (place_id, profile_hash)
    WHERE shared;

CREATE INDEX idx_ai_recommendation_drafts_place_id ON ai_schema.ai_recommendation_drafts (place_id);

COMMENT ON TABLE ai_schema.ai_recommendation_drafts IS 'Recommendations that are being written, and until when others wait for them';
