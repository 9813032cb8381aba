package com.tripgen.ai.server;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ReloadedFilesTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(ReloadedFiles.class);

  private final ReloadedFiles files = new ReloadedFiles(Duration.ofMillis(10));
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> used = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    LOG.addAppender(log);
  }

  @AfterEach
  void close() {
    files.close();
    LOG.detachAppender(log);
  }

  private void use(Path... chosen) {
    files.use(
        "the words",
        List.of(chosen),
        contents -> {
          String text = new String(contents.getLast(), StandardCharsets.UTF_8);
          if (text.startsWith("bad")) {
            refusals.incrementAndGet();
            throw new IllegalArgumentException("they are bad");
          }
          used.add(text);
        });
  }

  @Test
  void a_changed_file_is_used_again() throws Exception {
    Path file = Files.writeString(folder.resolve("words"), "one");
    use(file);
    assertThat(used).containsExactly("one");

    Files.writeString(file, "two");

    eventually(() -> assertThat(used).containsExactly("one", "two"));
  }

  @Test
  void a_file_that_became_bad_changes_nothing_and_is_told_once() throws Exception {
    Path file = Files.writeString(folder.resolve("words"), "one");
    use(file);

    Files.writeString(file, "bad: my secret");
    eventually(() -> assertThat(refusals).hasValue(1));
    Files.writeString(file, "two");

    eventually(() -> assertThat(used).containsExactly("one", "two"));
    eventually(() -> assertThat(log.list).hasSize(2));
    assertThat(log.list.getFirst().getFormattedMessage())
        .contains("the words", file.toString(), "they are bad", "those read before stay in force")
        .doesNotContain("my secret");
    assertThat(log.list.getFirst().getThrowableProxy()).isNull();
  }

  @Test
  void a_file_that_is_gone_for_a_while_is_told_once() throws Exception {
    Path file = Files.writeString(folder.resolve("words"), "one");
    Path other = Files.writeString(folder.resolve("other"), "1");
    use(other, file);

    Files.delete(file);
    eventually(() -> assertThat(log.list).hasSize(1));
    Files.writeString(other, "2");
    Files.writeString(file, "two");

    eventually(() -> assertThat(used).contains("two"));
    assertThat(log.list.getFirst().getFormattedMessage()).contains("there is no file " + file);
    assertThat(log.list.stream().filter(it -> it.getLevel().levelStr.equals("ERROR"))).hasSize(1);
  }

  @Test
  void what_cannot_be_used_at_the_start_is_one_sentence() throws IOException {
    Path file = Files.writeString(folder.resolve("words"), "bad");

    assertThatThrownBy(() -> use(file))
        .isInstanceOf(UnusableFileException.class)
        .hasMessage("the words can't be used from " + file + ": they are bad");
    assertThatThrownBy(() -> use(folder.resolve("none")))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("there is no file " + folder.resolve("none"));
  }
}
