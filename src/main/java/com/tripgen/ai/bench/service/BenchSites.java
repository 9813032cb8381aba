package com.tripgen.ai.bench.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Opens one site after the other, and closes the one that is open when a signal comes.
final class BenchSites implements AutoCloseable {
  private final Path folder;
  private @Nullable BenchSite current;
  private boolean closed;

  BenchSites(Path folder) {
    this.folder = folder;
  }

  /// @param name begins the name of its folder
  synchronized BenchSite open(String name) throws IOException {
    if (closed) {
      throw new IllegalStateException("the bench is being stopped");
    }
    BenchSite site = BenchSite.open(Files.createTempDirectory(folder, name + "-"));
    current = site;
    return site;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (current != null) {
      current.close();
    }
  }
}
