package com.tripgen.ai.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of the system that a test can do without.
public final class InstalledProgram {
  private InstalledProgram() {}

  /// Where it is installed, if it is: servers often are where an ordinary PATH does not look.
  public static Optional<Path> find(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
