package com.tripgen.ai.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the installation guide promises by name: what an adopted database must have to be
/// completed.
final class GuideSchema {
  static final String NAME = "ai_schema";

  static final List<String> FUNCTIONS =
      List.of(
          "update_updated_at_column",
          "set_schedule_expiry",
          "set_recommendation_expiry",
          "generate_request_id");

  private static final String TIME = "timestamp with time zone";

  /// Table to column to type, in the guide's order and PostgreSQL's spelling.
  static final Map<String, Map<String, String>> TABLES = tables();

  private GuideSchema() {}

  private static Map<String, Map<String, String>> tables() {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    tables.put(
        "ai_schedules",
        columns(
            "id", "bigint",
            "request_id", "character varying(36)",
            "trip_id", "character varying(36)",
            "status", "character varying(20)",
            "schedule_data", "jsonb",
            "generated_at", TIME,
            "expired_at", TIME,
            "created_at", TIME,
            "updated_at", TIME));
    tables.put(
        "ai_jobs",
        columns(
            "id", "bigint",
            "request_id", "character varying(36)",
            "job_type", "character varying(30)",
            "status", "character varying(20)",
            "payload", "jsonb",
            "result", "jsonb",
            "progress", "integer",
            "current_step", "character varying(100)",
            "error_message", "text",
            "started_at", TIME,
            "completed_at", TIME,
            "created_at", TIME,
            "updated_at", TIME));
    tables.put(
        "ai_recommendations",
        columns(
            "id",
            "bigint",
            "place_id",
            "character varying(100)",
            "profile_hash",
            "character varying(64)",
            "recommendation_data",
            "jsonb",
            "generated_at",
            TIME,
            "expired_at",
            TIME,
            "created_at",
            TIME,
            "updated_at",
            TIME));
    return tables;
  }

  private static Map<String, String> columns(String... namesAndTypes) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
    }
    return columns;
  }
}
