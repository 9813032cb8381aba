package com.tripgen.ai.cli;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The pages of a list, each asked for when it is wanted.
final class Pages<P> implements Iterator<P> {
  private final Function<String, P> page;
  private final Function<P, String> nextToken;
  private @Nullable String token = "";

  /// @param page by its token, the first one by the empty one
  Pages(Function<String, P> page, Function<P, String> nextToken) {
    this.page = page;
    this.nextToken = nextToken;
  }

  @Override
  public boolean hasNext() {
    return token != null;
  }

  @Override
  public P next() {
    if (token == null) {
      throw new NoSuchElementException();
    }
    P answer = page.apply(token);
    String next = nextToken.apply(answer);
    token = next.isEmpty() ? null : next;
    return answer;
  }
}
