package com.tripgen.ai.cli;

import com.google.protobuf.Message;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much of a list is shown.
final class PageOptions {
  @Option(
      names = "--page-size",
      paramLabel = "N",
      description = "At most N at once (default: 50, more than 500 is 500).")
  private int size;

  @Option(names = "--all", fallbackValue = "true", description = "Follow the pages to the end.")
  private boolean all;

  int size() {
    return size;
  }

  /// Shows the first page or all: a table for each, or one JSON document of what they hold
  /// together.
  <P extends Message> void show(
      Pages<P> pages, ServiceCommand command, Function<P, TextTable> table) {
    Message.@Nullable Builder together = null;
    do {
      P page = pages.next();
      if (!command.json()) {
        table.apply(page).print(command.terminal());
      } else if (together == null) {
        together = page.toBuilder();
      } else {
        together.mergeFrom(page);
      }
    } while (all && pages.hasNext());
    if (together != null) {
      if (!pages.hasNext()) {
        together.clearField(together.getDescriptorForType().findFieldByName("next_page_token"));
      }
      command.print(together);
    } else if (pages.hasNext()) {
      command.hint("There are more: --all shows them.");
    }
  }
}
