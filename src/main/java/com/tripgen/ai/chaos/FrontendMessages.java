package com.tripgen.ai.chaos;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Follows what a PostgreSQL client sends, as far as is needed to know which statements it
/// executes. Of anything else than PostgreSQL's protocol 3 it knows nothing.
final class FrontendMessages {
  private static final int LONGEST_STARTUP = 10_000;
  private static final int PROTOCOL_3 = 3;

  /// Statements that were prepared under a name; the empty name is the last nameless one.
  private final Map<String, String> prepared = new HashMap<>();

  private byte[] pending = {};
  private State state = State.STARTING;

  private enum State {
    /// Messages without a type: questions about encryption, then the start.
    STARTING,
    STARTED,
    NOT_POSTGRES
  }

  /// @param executed told the text of each statement
  void follow(byte[] bytes, int length, Consumer<String> executed) {
    byte[] all = Arrays.copyOf(pending, pending.length + length);
    System.arraycopy(bytes, 0, all, pending.length, length);
    ByteBuffer messages = ByteBuffer.wrap(all);
    while (takeOne(messages, executed)) {
      // As long as whole ones are there.
    }
    pending =
        state == State.NOT_POSTGRES
            ? new byte[0]
            : Arrays.copyOfRange(all, messages.position(), all.length);
  }

  /// Returns whether a whole message was there.
  private boolean takeOne(ByteBuffer messages, Consumer<String> executed) {
    int start = messages.position();
    int typeLength = state == State.STARTED ? 1 : 0;
    if (state == State.NOT_POSTGRES || messages.remaining() < typeLength + Integer.BYTES) {
      return false;
    }
    int length = messages.getInt(start + typeLength);
    if (length < Integer.BYTES || (state == State.STARTING && length > LONGEST_STARTUP)) {
      state = State.NOT_POSTGRES;
      return false;
    }
    if (messages.remaining() < typeLength + length) {
      return false;
    }
    ByteBuffer body = messages.slice(start + typeLength + Integer.BYTES, length - Integer.BYTES);
    if (state == State.STARTED) {
      read(messages.get(start), body, executed);
    } else if (body.remaining() >= Short.BYTES && body.getShort() == PROTOCOL_3) {
      state = State.STARTED;
    }
    messages.position(start + typeLength + length);
    return true;
  }

  private void read(byte type, ByteBuffer body, Consumer<String> executed) {
    switch (type) {
      case 'Q' -> executed.accept(text(body));
      case 'P' -> prepared.put(text(body), text(body));
      case 'B' -> {
        var _ = text(body); // the portal
        executed.accept(prepared.getOrDefault(text(body), ""));
      }
      default -> {}
    }
  }

  private static String text(ByteBuffer body) {
    int start = body.position();
    int end = start;
    while (body.get(end) != 0) {
      end++;
    }
    body.position(end + 1);
    byte[] bytes = new byte[end - start];
    body.get(start, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
