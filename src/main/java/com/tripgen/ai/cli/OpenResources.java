package com.tripgen.ai.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a command has opened, closed in reverse order when the command ends or a signal ends the
/// process, whichever comes first.
///
/// A signal waits for what is just being opened, so that nothing is left behind. The exit code
/// after one is the JVM's, 130 or 143, except where the command had nothing left to do but to wait
/// for it: then 0.
final class OpenResources implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Thread hook = new Thread(this::endBySignal, "shutdown");
  private boolean closed;
  private boolean closedWell = true;
  private volatile boolean signalled;
  private volatile boolean signalExpected;

  OpenResources() {}

  /// Runs a command's work and closes what it has opened, however it ends. What fails because a
  /// signal took the ground away is a [StoppedException].
  static void during(Work work) throws IOException, InterruptedException {
    OpenResources resources = new OpenResources();
    Runtime.getRuntime().addShutdownHook(resources.hook);
    try (resources) {
      work.run(resources);
    } catch (IOException | RuntimeException e) {
      if (resources.signalled) {
        throw new StoppedException();
      }
      throw e;
    }
  }

  @FunctionalInterface
  interface Work {
    void run(OpenResources resources) throws IOException, InterruptedException;
  }

  @FunctionalInterface
  interface Opening<T extends AutoCloseable> {
    T open() throws IOException;
  }

  synchronized <T extends AutoCloseable> T open(Opening<T> opening) throws IOException {
    if (closed) {
      throw new StoppedException();
    }
    T resource = opening.open();
    open.push(resource);
    return resource;
  }

  /// From here on a signal is the regular end.
  void expectSignal() {
    signalExpected = true;
  }

  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal was quicker: the process is ending as it is.
    }
  }

  private synchronized void closeAll() {
    closed = true;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        closedWell = false;
        // Made here, because a logger that exists before the command has begun would miss its
        // level.
        Logger log = LoggerFactory.getLogger(OpenResources.class);
        log.error("closing failed", e);
      }
    }
  }

  private void endBySignal() {
    signalled = true;
    closeAll();
    if (signalExpected && closedWell) {
      Runtime.getRuntime().halt(TripgenCommand.FINE);
    }
  }
}
