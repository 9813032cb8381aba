package com.tripgen.ai.cli;

/// What is never an argument, because others can read arguments: it comes from the environment or
/// the file.
enum VariableSetting {
  DATABASE_PASSWORD(true, "The password of `--database-user`."),
  DATABASE_PASSWORD_FILE(false, "A file that holds it, instead."),
  OPENWEATHERMAP_KEY(true, "The key of `--weather openweathermap`."),
  MODEL_KEY(true, "The key of `--model`; a local server may need none."),
  MODEL_KEY_FILE(false, "A file that holds it, instead."),
  SECOND_MODEL_KEY(true, "The key of `--second-model`."),
  SECOND_MODEL_KEY_FILE(false, "A file that holds it, instead.");

  private final boolean secret;
  private final String description;

  VariableSetting(boolean secret, String description) {
    this.secret = secret;
    this.description = description;
  }

  boolean secret() {
    return secret;
  }

  String description() {
    return description;
  }

  /// In the environment.
  String variable() {
    return EnvironmentDefaults.PREFIX + name();
  }
}
