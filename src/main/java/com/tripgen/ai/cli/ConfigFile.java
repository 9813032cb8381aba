package com.tripgen.ai.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The settings in the file that `--config` names: Java properties with the names of the options,
/// below the environment.
///
/// @param name empty without a file
/// @param trouble why the file could not be read, else empty
record ConfigFile(String name, Map<String, String> settings, String trouble) {
  static final String OPTION = "--config";

  private static final ConfigFile NONE = new ConfigFile("", Map.of(), "");

  /// Must be known before the options are read, since their defaults come from it.
  static ConfigFile named(String[] arguments, Map<String, String> environment) {
    List<String> words = Arrays.asList(arguments);
    String typed =
        words.stream()
            .filter(word -> word.startsWith(OPTION + "="))
            .map(word -> word.substring(OPTION.length() + 1))
            .findFirst()
            .orElseGet(() -> after(words));
    String name =
        typed.isEmpty()
            ? environment.getOrDefault(EnvironmentDefaults.variable(OPTION), "")
            : typed;
    return name.isEmpty() ? NONE : read(name);
  }

  private static String after(List<String> words) {
    int value = words.indexOf(OPTION) + 1;
    return value > 0 && value < words.size() ? words.get(value) : "";
  }

  private static ConfigFile read(String name) {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(Path.of(name))) {
      properties.load(text);
    } catch (NoSuchFileException e) {
      return new ConfigFile(name, Map.of(), "there is no file " + name + "; give --config another");
    } catch (IOException | IllegalArgumentException e) {
      return new ConfigFile(
          name,
          Map.of(),
          "the file %s that --config names can't be read as properties: %s"
              .formatted(name, e.getMessage()));
    }
    return new ConfigFile(
        name,
        properties.stringPropertyNames().stream()
            .collect(
                Collectors.toMap(
                    key -> key,
                    key -> properties.getProperty(key).strip(),
                    (a, b) -> b,
                    TreeMap::new)),
        "");
  }

  boolean isNone() {
    return name.isEmpty();
  }

  /// The environment, and below it this file.
  Map<String, String> under(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((key, value) -> all.put(EnvironmentDefaults.variable("--" + key), value));
    environment.forEach(
        (variable, value) -> {
          if (!value.isEmpty() || !all.containsKey(variable)) {
            all.put(variable, value);
          }
        });
    return all;
  }

  /// What is wrong with the file, whatever command it is for.
  List<String> errors(CommandLine tripgen) {
    List<String> errors = new ArrayList<>();
    if (!trouble.isEmpty()) {
      errors.add(trouble);
    }
    Set<String> known = known(tripgen);
    for (String key : settings.keySet()) {
      if (!known.contains(key)) {
        errors.add(
            "%s: there is no setting '%s'%s"
                .formatted(
                    name,
                    key,
                    EditDistance.nearest(key, known)
                        .map(similar -> "; did you mean " + similar + "?")
                        .orElse("")));
      }
    }
    return errors;
  }

  private static Set<String> known(CommandLine tripgen) {
    return Stream.concat(
            options(tripgen),
            Arrays.stream(VariableSetting.values())
                .map(setting -> setting.name().toLowerCase(Locale.ROOT).replace('_', '-')))
        .collect(Collectors.toSet());
  }

  private static Stream<String> options(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    return Stream.concat(
        spec.options().stream()
            .filter(EnvironmentDefaults::isSetting)
            .map(option -> option.longestName().substring(2)),
        command.getSubcommands().values().stream().flatMap(ConfigFile::options));
  }
}
