package com.tripgen.ai.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The README's table of what `serve` can be told, made from the options themselves.
final class SettingsTable {
  private static final Pattern DEFAULT = Pattern.compile("( \\(|; )default: ([^)]+)(?=\\))");

  private SettingsTable() {}

  /// The options that can be set in the environment and the file too.
  static List<OptionSpec> settings(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden() && EnvironmentDefaults.isSetting(option))
        .toList();
  }

  /// In Markdown.
  static List<String> ofServe() {
    List<String> lines = new ArrayList<>();
    lines.add("| setting | default | what it does |");
    lines.add("|---|---|---|");
    for (OptionSpec option : settings(CommandSpec.forAnnotatedObject(new ServeOptions(Map.of())))) {
      String text = description(option);
      Matcher said = DEFAULT.matcher(text);
      String usual =
          said.find() ? said.group(2) : Objects.requireNonNullElse(option.defaultValue(), "");
      lines.add(
          row(
              "`" + label(option) + "`",
              usual,
              DEFAULT.matcher(text).replaceAll("$1").replace(" ()", "").replace("; )", ")")));
    }
    for (VariableSetting setting : VariableSetting.values()) {
      lines.add(row("`" + setting.variable() + "`", "", setting.description()));
    }
    return lines;
  }

  private static String label(OptionSpec option) {
    String parameter = option.paramLabel();
    return option.arity().max() == 0
        ? option.longestName()
        : option.longestName() + " " + parameter;
  }

  private static String description(OptionSpec option) {
    return String.join(" ", option.description())
        .replace("${DEFAULT-VALUE}", Objects.requireNonNullElse(option.defaultValue(), ""));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells).replace("  ", " ") + " |";
  }
}
