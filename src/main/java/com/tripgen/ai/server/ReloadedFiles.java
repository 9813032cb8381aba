package com.tripgen.ai.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files that are read again when their content changes. What can't be used is logged once, and
/// what was read before stays in force.
///
/// Contents are compared rather than times: the files are small, and a mounted secret is replaced
/// by a link whose time says nothing. A change is used once it was seen twice, so that a file that
/// is just being written is not read half.
final class ReloadedFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadedFiles.class);

  private final Duration interval;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("file-reload").factory());

  ReloadedFiles(Duration interval) {
    this.interval = interval;
  }

  /// What is done with the contents of files that belong together.
  @FunctionalInterface
  interface Use {
    /// Takes the contents over.
    ///
    /// @throws IllegalArgumentException with a reason to tell people, which holds no content
    void accept(List<byte[]> contents) throws IOException, GeneralSecurityException;
  }

  /// Uses the files now, and again whenever one of them has changed.
  ///
  /// @param what they hold, in the plural
  /// @throws UnusableFileException when they can't be used now
  void use(String what, List<Path> files, Use use) {
    Group group = new Group(what, files, use);
    group.load();
    var _ =
        timer.scheduleWithFixedDelay(
            group::check, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static final class Group {
    private final String what;
    private final List<Path> files;
    private final Use use;
    private List<ByteBuffer> used = List.of();
    private List<ByteBuffer> seen = List.of();
    private String lastTrouble = "";

    private Group(String what, List<Path> files, Use use) {
      this.what = what;
      this.files = List.copyOf(files);
      this.use = use;
    }

    private void load() {
      used = read();
      seen = used;
      useNow();
    }

    private void check() {
      try {
        List<ByteBuffer> contents = read();
        boolean settled = contents.equals(seen);
        seen = contents;
        if (settled && !contents.equals(used)) {
          used = contents;
          useNow();
          LOG.info("{} were read again from {}", what, names());
        }
        lastTrouble = "";
      } catch (RuntimeException e) {
        String trouble = String.valueOf(e.getMessage());
        if (!trouble.equals(lastTrouble)) {
          lastTrouble = trouble;
          LOG.error("{}; those read before stay in force", trouble);
        }
      }
    }

    private List<ByteBuffer> read() {
      try {
        List<ByteBuffer> contents = new ArrayList<>();
        for (Path file : files) {
          contents.add(ByteBuffer.wrap(Files.readAllBytes(file)));
        }
        return contents;
      } catch (NoSuchFileException e) {
        throw unusable("there is no file " + e.getFile(), e);
      } catch (IOException e) {
        throw unusable("make them readable", e);
      }
    }

    private void useNow() {
      try {
        use.accept(used.stream().map(ByteBuffer::array).toList());
      } catch (IOException | GeneralSecurityException e) {
        throw unusable("they must be in PEM format", e);
      } catch (IllegalArgumentException e) {
        throw unusable(e.getMessage(), e);
      }
    }

    private UnusableFileException unusable(@Nullable String why, Exception cause) {
      return new UnusableFileException(
          "%s can't be used from %s: %s".formatted(what, names(), why), cause);
    }

    private String names() {
      return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
  }
}
