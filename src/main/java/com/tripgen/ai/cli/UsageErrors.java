package com.tripgen.ai.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// What is wrong with the settings of a command, gathered so that all of it can be told at once.
final class UsageErrors {
  private final List<String> sentences = new ArrayList<>();

  void add(String sentence) {
    sentences.add(sentence);
  }

  void require(boolean right, String sentence) {
    if (!right) {
      add(sentence);
    }
  }

  /// The value, or empty when what it is made of is wrong.
  <T> Optional<T> gather(Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (WrongSettings e) {
      sentences.addAll(e.sentences());
    } catch (ParameterException | UserError | IllegalArgumentException e) {
      add(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
    return Optional.empty();
  }

  /// @throws WrongSettings with everything that was gathered
  void throwIfAny(@Nullable CommandSpec spec) {
    if (sentences.isEmpty()) {
      return;
    }
    if (spec == null) {
      throw new IllegalStateException("these options belong to no command");
    }
    throw new WrongSettings(spec.commandLine(), sentences);
  }
}
