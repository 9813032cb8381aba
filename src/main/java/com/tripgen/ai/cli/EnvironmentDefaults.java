package com.tripgen.ai.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// An option that is not on the command line may stand in the environment: `--data-dir` as
/// `TRIPGEN_DATA_DIR`. An empty variable counts as none. What stands in the [ConfigFile] is taken
/// for part of the environment.
final class EnvironmentDefaults implements IDefaultValueProvider {
  static final String PREFIX = "TRIPGEN_";

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  /// A value that the option can't take is passed over here and named by `errors`: picocli would
  /// stop at the first.
  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? value(option).filter(value -> error(option, value).isEmpty()).orElse(null)
        : null;
  }

  /// What stands in the environment for a command and can't be taken.
  List<String> errors(CommandSpec command) {
    List<String> errors = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      value(option).flatMap(value -> error(option, value)).ifPresent(errors::add);
    }
    return errors;
  }

  private Optional<String> value(OptionSpec option) {
    return isSetting(option)
        ? Optional.of(environment.getOrDefault(variable(option.longestName()), ""))
            .filter(value -> !value.isEmpty())
        : Optional.empty();
  }

  /// Found out by trying it on a command of its own.
  private static Optional<String> error(OptionSpec option, String value) {
    OptionSpec alone = OptionSpec.builder(option).setter(ArgSetting.NONE).build();
    try {
      var _ =
          new CommandLine(CommandSpec.create().addOption(alone))
              .setCaseInsensitiveEnumValuesAllowed(true)
              .parseArgs(option.longestName() + "=" + value);
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(Failures.sentence(e));
    }
  }

  /// Takes the value and keeps it nowhere.
  private enum ArgSetting implements ISetter {
    NONE;

    @Override
    public <T> @Nullable T set(T value) {
      return null;
    }
  }

  /// Whether an option may be set elsewhere than on the command line. The file's own name can't
  /// stand in the file.
  static boolean isSetting(OptionSpec option) {
    return !option.usageHelp()
        && !option.versionHelp()
        && !option.longestName().equals(ConfigFile.OPTION);
  }

  static String variable(String option) {
    return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
