-- What the service role may do at run time, renewed after every migrate: the role may be created later than the
-- schema. Where the service role owns the schema itself (the guide's way), there is nothing to grant.
DO $$
BEGIN
    IF current_user = 'ai_service' OR NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'ai_service') THEN
        RETURN;
    END IF;

    GRANT USAGE ON SCHEMA ai_schema TO ai_service;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ai_schema TO ai_service;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ai_schema TO ai_service;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ai_schema TO ai_service;

    ALTER DEFAULT PRIVILEGES IN SCHEMA ai_schema
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ai_service;
    ALTER DEFAULT PRIVILEGES IN SCHEMA ai_schema
        GRANT USAGE, SELECT ON SEQUENCES TO ai_service;
    ALTER DEFAULT PRIVILEGES IN SCHEMA ai_schema
        GRANT EXECUTE ON FUNCTIONS TO ai_service;

    -- The service reads the history to know whether it may serve; only a migration writes it.
    REVOKE INSERT, UPDATE, DELETE ON ai_schema.flyway_schema_history FROM ai_service;
END;
$$;
