package com.tripgen.ai.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A secret in the environment, or in the file that the same variable with `_FILE` names. There is
/// no option for one: arguments are seen by everybody on the machine.
final class EnvironmentSecret {
  private static final String FILE = "_FILE";

  private EnvironmentSecret() {}

  /// @throws UserError when there is a name of a file that can't be read
  static Optional<String> read(Map<String, String> environment, String variable) {
    String secret = environment.get(variable);
    if (secret != null) {
      return Optional.of(secret);
    }
    String file = environment.get(variable + FILE);
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(Path.of(file)).stripTrailing());
    } catch (IOException e) {
      throw new UserError(
          "the file %s that %s%s names can't be read: make it readable"
              .formatted(file, variable, FILE),
          e);
    }
  }
}
