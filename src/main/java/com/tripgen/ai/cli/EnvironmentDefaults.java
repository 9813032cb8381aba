package com.tripgen.ai.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// An option that is not on the command line may stand in the environment: `--data-dir` as
/// `TRIPGEN_DATA_DIR`. An empty variable counts as none.
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final String PREFIX = "TRIPGEN_";

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String value = environment.getOrDefault(variable(option.longestName()), "");
    return value.isEmpty() ? null : value;
  }

  static String variable(String option) {
    return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
