package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.cli.TextTable.Cell;
import com.tripgen.ai.cli.TextTable.Column;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Tells with what `serve` would run.
@Command(
    name = "check-config",
    header = "Check the settings of serve and print each with where it comes from.",
    description = {
      "Takes the options of serve, looks at environment and file as serve does, and starts"
          + " nothing.",
      "Whatever is wrong is named at once. Secrets are not shown."
    })
final class CheckConfigCommand implements Callable<Integer>, Checked {
  private static final String TABLE = "--table";
  private static final String SECRET = "********";

  private final Terminal terminal;
  private final Map<String, String> environment;
  private final ConfigFile file;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ServeOptions options;

  @Option(
      names = TABLE,
      description = "Print the table of all settings that the README holds, and check nothing.")
  private boolean table;

  /// @param environment of the process alone
  CheckConfigCommand(Terminal terminal, Map<String, String> environment, ConfigFile file) {
    this.terminal = terminal;
    this.environment = environment;
    this.file = file;
    this.options = new ServeOptions(file.under(environment));
  }

  @Override
  public void check(UsageErrors errors) {
    if (!table) {
      var _ = errors.gather(options::settings);
    }
  }

  @Override
  public Integer call() {
    if (table) {
      SettingsTable.ofServe().forEach(terminal.out()::println);
    } else if (spec != null) {
      print(SettingsTable.settings(spec));
    }
    return TripgenCommand.FINE;
  }

  private void print(List<OptionSpec> settings) {
    TextTable rows = new TextTable(Column.natural(), new Column(20, 60), new Column(20, 60));
    rows.row(Style.DIM, "SETTING", "VALUE", "FROM");
    for (OptionSpec option : settings) {
      String name = option.longestName();
      if (name.equals(TABLE)) {
        continue;
      }
      rows.row(
          Cell.plain(name),
          Cell.plain(text(option.getValue())),
          Cell.plain(
              isTyped(name) ? "flag" : origin(EnvironmentDefaults.variable(name), "default")));
    }
    for (VariableSetting setting : VariableSetting.values()) {
      String value = file.under(environment).getOrDefault(setting.variable(), "");
      rows.row(
          Cell.plain(setting.variable()),
          Cell.plain(setting.secret() && !value.isEmpty() ? SECRET : value),
          Cell.plain(origin(setting.variable(), "not set")));
    }
    rows.print(terminal);
  }

  private boolean isTyped(String option) {
    return spec != null && spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private String origin(String variable, String otherwise) {
    if (!environment.getOrDefault(variable, "").isEmpty()) {
      return "environment " + variable;
    }
    return file.under(environment).getOrDefault(variable, "").isEmpty()
        ? otherwise
        : "file " + file.name();
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Duration duration -> DurationText.text(duration);
      case Enum<?> constant -> constant.toString().toLowerCase(Locale.ROOT);
      case Collection<?> all ->
          all.stream().map(CheckConfigCommand::text).collect(Collectors.joining(","));
      case Map<?, ?> all ->
          all.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
              .collect(Collectors.joining(","));
      // User and password, where an address has them.
      default -> value.toString().replaceAll("(?<=//)[^/@]+@", SECRET + "@");
    };
  }
}
