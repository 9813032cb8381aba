package com.tripgen.ai.database;

import com.google.protobuf.ByteString;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was read once for several callers, and the form in which it is sent to all of them.
public final class Shared<V> {
  private final V value;
  private volatile @Nullable ByteString encoded;

  public Shared(V value) {
    this.value = value;
  }

  public V value() {
    return value;
  }

  /// Encodes it unless somebody already has.
  ///
  /// @param encoder always the same one
  public ByteString encoded(Function<V, ByteString> encoder) {
    ByteString known = encoded;
    if (known == null) {
      known = encoder.apply(value);
      encoded = known;
    }
    return known;
  }
}
