package com.tripgen.ai.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// A command was given settings that are wrong, each in a sentence of its own.
final class WrongSettings extends ParameterException {
  private final List<String> sentences;

  WrongSettings(CommandLine commandLine, List<String> sentences) {
    super(commandLine, String.join("\n", sentences));
    this.sentences = List.copyOf(sentences);
  }

  List<String> sentences() {
    return sentences;
  }
}
