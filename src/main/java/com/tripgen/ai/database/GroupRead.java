package com.tripgen.ai.database;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Lets concurrent callers share statements that read one thing each, as [GroupCommit] does for
/// writes. What is read was asked for after the caller came, so it sees whatever was committed
/// before. Nothing hangs on the outcome, so a caller may leave at any time, and the last one ends
/// it.
public final class GroupRead<K, V> {
  /// What is read may be large, and those who came together wait for all of it.
  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(2, 32, Integer.MAX_VALUE, Duration.ofSeconds(10));

  private final GroupCommit<K, Optional<V>> group;

  /// @param read answers what there is of the given keys
  public GroupRead(Function<Set<K>, Map<K, V>> read) {
    this.group = GroupCommit.thatMayBeLeft(keys -> answers(keys, read), LIMITS);
  }

  private static <K, V> List<Optional<V>> answers(List<K> keys, Function<Set<K>, Map<K, V>> read) {
    Map<K, V> found = read.apply(Set.copyOf(keys));
    return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
  }

  /// Waits no longer than the caller does.
  public Optional<V> find(K key) {
    return group.submit(key);
  }

  int waiting() {
    return group.waiting();
  }
}
