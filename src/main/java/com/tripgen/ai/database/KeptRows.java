package com.tripgen.ai.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/// Rows that are read again and again while they hardly change. Whoever asks is answered what the
/// database holds: of a row that is kept its version is read, and the rest only when that is
/// another one.
///
/// Only what is asked for a second time is kept, so that reading each row once costs no more than
/// without.
public final class KeptRows<K, V> {
  /// Little where there is little, as in a small container.
  private static final long MOST_BYTES =
      Math.min(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 32);

  private static final int LEAST_BYTES = 500;

  /// PostgreSQL counts its transactions in 32 bits: so long it takes care not to reach the same
  /// number again.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Source<K, V> source;
  private final Cache<K, Kept<V>> kept;

  /// Where the rows are.
  public interface Source<K, V> {
    /// What tells the present state of each row from every other that it ever had: its `xmin`.
    Map<K, Long> versions(SqlSession session, Set<K> keys);

    Map<K, V> rows(SqlSession session, Set<K> keys);

    /// Whether the row is worth keeping.
    boolean lasts(V row);

    /// About as many bytes as it takes.
    int bytes(V row);
  }

  /// @param version null when it was seen once
  private record Kept<V>(@Nullable Long version, @Nullable Shared<V> row, int bytes) {}

  public KeptRows(Source<K, V> source) {
    this.source = source;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((K key, Kept<V> row) -> row.bytes())
            .expireAfterWrite(LONGEST)
            .executor(Runnable::run)
            .build();
  }

  public Map<K, Shared<V>> read(SqlSession session, Set<K> keys) {
    Set<K> seen = new HashSet<>(keys);
    seen.removeIf(key -> kept.getIfPresent(key) == null);
    // Before the rows: what is kept is at least as new as its version says.
    Map<K, Long> versions = seen.isEmpty() ? Map.of() : source.versions(session, seen);
    Map<K, Shared<V>> found = new HashMap<>();
    Set<K> rest = new HashSet<>(keys);
    for (K key : seen) {
      Long version = versions.get(key);
      Kept<V> row = kept.getIfPresent(key);
      if (version == null) {
        kept.invalidate(key);
        rest.remove(key);
      } else if (row != null && row.row() != null && version.equals(row.version())) {
        found.put(key, row.row());
        rest.remove(key);
      }
    }
    if (!rest.isEmpty()) {
      source
          .rows(session, rest)
          .forEach(
              (key, row) -> {
                Shared<V> shared = new Shared<>(row);
                found.put(key, shared);
                keep(key, shared, versions.get(key));
              });
    }
    return found;
  }

  private void keep(K key, Shared<V> row, @Nullable Long version) {
    if (!source.lasts(row.value())) {
      kept.invalidate(key);
    } else if (version == null) {
      kept.put(key, new Kept<>(null, null, LEAST_BYTES));
    } else {
      kept.put(key, new Kept<>(version, row, LEAST_BYTES + source.bytes(row.value())));
    }
  }
}
