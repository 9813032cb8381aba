-- What is remembered of language models: answers for the same question, every call with its tokens, and how much of
-- the day's budgets is used.

CREATE TABLE ai_schema.ai_model_answers (
    key        VARCHAR(64) PRIMARY KEY,
    model      VARCHAR(200) NOT NULL,
    answer     TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX idx_ai_model_answers_expires_at ON ai_schema.ai_model_answers (expires_at);

COMMENT ON TABLE ai_schema.ai_model_answers IS 'Valid answers of models, by the SHA-256 in hex of everything that decides them';

CREATE TABLE ai_schema.ai_model_calls (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id    VARCHAR(36) NOT NULL,
    caller        VARCHAR(64) NOT NULL,
    task          VARCHAR(50) NOT NULL,
    model         VARCHAR(200) NOT NULL,
    result        VARCHAR(20) NOT NULL,
    input_tokens  BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    cost          NUMERIC NOT NULL,
    millis        BIGINT NOT NULL,
    called_at     TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_ai_model_calls_request_id ON ai_schema.ai_model_calls (request_id);
CREATE INDEX idx_ai_model_calls_called_at ON ai_schema.ai_model_calls (called_at);

COMMENT ON TABLE ai_schema.ai_model_calls IS 'Every call of a model, also of jobs that failed or were cancelled';
COMMENT ON COLUMN ai_schema.ai_model_calls.request_id IS 'The job; empty for a recommendation that no job asked for';
COMMENT ON COLUMN ai_schema.ai_model_calls.cost IS 'In the currency of the configured price; 0 where none is';

CREATE TABLE ai_schema.ai_model_budgets (
    used_on DATE NOT NULL,
    scope   VARCHAR(10) NOT NULL,
    caller  VARCHAR(64) NOT NULL,
    tokens  BIGINT NOT NULL,
    PRIMARY KEY (used_on, scope, caller),
    CONSTRAINT chk_ai_model_budgets_scope CHECK (scope IN ('DAY', 'CALLER'))
);

COMMENT ON TABLE ai_schema.ai_model_budgets IS 'Tokens used and reserved on a UTC day, by all and by each caller';
COMMENT ON COLUMN ai_schema.ai_model_budgets.caller IS 'Empty in the scope DAY';
