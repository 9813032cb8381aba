package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenResourcesTest {
  private final List<String> closed = new ArrayList<>();

  private AutoCloseable resource(String name) {
    return () -> closed.add(name);
  }

  @Test
  void what_was_opened_last_is_closed_first() throws Exception {
    OpenResources.during(
        resources -> {
          var _ = resources.open(() -> resource("database"));
          var _ = resources.open(() -> resource("server"));
          assertThat(closed).isEmpty();
        });

    assertThat(closed).containsExactly("server", "database");
  }

  @Test
  void a_failure_closes_everything_and_is_reported_as_it_is() {
    assertThatThrownBy(
            () ->
                OpenResources.during(
                    resources -> {
                      var _ = resources.open(() -> resource("database"));
                      throw new IOException("no port");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no port");

    assertThat(closed).containsExactly("database");
  }

  @Test
  void one_that_can_not_be_closed_keeps_no_other_from_it() throws Exception {
    OpenResources.during(
        resources -> {
          var _ = resources.open(() -> resource("database"));
          var _ =
              resources.open(
                  () ->
                      () -> {
                        throw new IOException("stuck");
                      });
        });

    assertThat(closed).containsExactly("database");
  }

  @Test
  void nothing_is_opened_any_more_once_it_is_closed() throws Exception {
    OpenResources resources = new OpenResources();
    resources.close();

    assertThatThrownBy(() -> resources.open(() -> resource("late")))
        .isInstanceOf(StoppedException.class);
  }

  @Test
  void a_temporary_folder_is_gone_with_all_that_is_in_it() throws Exception {
    Path[] path = new Path[1];
    OpenResources.during(
        resources -> {
          path[0] = resources.open(TemporaryFolder::create).path();
          Files.writeString(Files.createDirectory(path[0].resolve("cluster")).resolve("x"), "x");
        });

    assertThat(path[0]).doesNotExist();
  }
}
