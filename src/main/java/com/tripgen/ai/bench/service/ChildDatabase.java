package com.tripgen.ai.bench.service;

/// The database that a child process was started with.
final class ChildDatabase {
  static final String URL = "BENCH_DATABASE_URL";
  static final String USER = "BENCH_DATABASE_USER";

  private ChildDatabase() {}

  static String url() {
    return System.getenv(URL);
  }

  static String user() {
    return System.getenv(USER);
  }

  static String password() {
    return System.getenv("TRIPGEN_DATABASE_PASSWORD");
  }
}
