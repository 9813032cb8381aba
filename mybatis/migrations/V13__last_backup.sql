-- The last backup that `backup` verified, so that `doctor` and CheckInstallation can tell from anywhere whether there
-- is one and how old it is. One row at most.

CREATE TABLE ai_schema.ai_last_backup (
    singleton   BOOLEAN PRIMARY KEY DEFAULT TRUE,
    file        TEXT NOT NULL,
    size_bytes  BIGINT NOT NULL,
    sha256      VARCHAR(64) NOT NULL,
    verified_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT chk_ai_last_backup_singleton CHECK (singleton)
);

COMMENT ON TABLE ai_schema.ai_last_backup IS 'The last backup that was written and verified';
