package com.tripgen.ai.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.tripgen.ai.support.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptRowsTest {
  private final Database database =
      new Database(TestDatabase.create().service(), PoolSettings.DEFAULT);
  private final Map<String, String> stored = new HashMap<>(Map.of("one", "eins", "two", "zwei"));
  private final Map<String, Long> versions = new HashMap<>(Map.of("one", 1L, "two", 1L));
  private final List<Set<String>> versionsRead = new ArrayList<>();
  private final List<Set<String>> rowsRead = new ArrayList<>();
  private final KeptRows<String, String> rows = new KeptRows<>(new Rows());

  @AfterEach
  void close() {
    database.close();
  }

  private final class Rows implements KeptRows.Source<String, String> {
    @Override
    public Map<String, Long> versions(SqlSession session, Set<String> keys) {
      versionsRead.add(Set.copyOf(keys));
      return of(versions, keys);
    }

    @Override
    public Map<String, String> rows(SqlSession session, Set<String> keys) {
      rowsRead.add(Set.copyOf(keys));
      return of(stored, keys);
    }

    private static <T> Map<String, T> of(Map<String, T> all, Set<String> keys) {
      Map<String, T> found = new HashMap<>(all);
      found.keySet().retainAll(keys);
      return found;
    }

    @Override
    public boolean lasts(String row) {
      return !row.equals("zwei");
    }

    @Override
    public int bytes(String row) {
      return row.length();
    }
  }

  private Map<String, Shared<String>> read(String... keys) {
    return database.read(session -> rows.read(session, Set.of(keys)));
  }

  private Shared<String> row(String key) {
    return Objects.requireNonNull(read(key).get(key));
  }

  private String one() {
    return row("one").value();
  }

  @Test
  void a_row_that_is_read_again_costs_only_its_version() {
    assertThat(one()).isEqualTo("eins");
    assertThat(one()).isEqualTo("eins");
    assertThat(one()).isEqualTo("eins");

    assertThat(rowsRead).hasSize(2);
    assertThat(versionsRead).hasSize(2);
  }

  @Test
  void a_change_is_seen_at_once() {
    for (int i = 0; i < 3; i++) {
      assertThat(one()).isEqualTo("eins");
    }
    stored.put("one", "uno");
    versions.put("one", 2L);

    assertThat(one()).isEqualTo("uno");
    assertThat(one()).isEqualTo("uno");
    assertThat(rowsRead).hasSize(3);
  }

  @Test
  void a_row_that_changes_between_its_version_and_itself_is_not_taken_for_the_older_one() {
    assertThat(one()).isEqualTo("eins");
    stored.put("one", "uno");
    assertThat(one()).isEqualTo("uno");
    versions.put("one", 2L);
    stored.put("one", "un");

    assertThat(one()).isEqualTo("un");
  }

  @Test
  void a_deleted_row_is_gone_at_once() {
    for (int i = 0; i < 3; i++) {
      assertThat(one()).isEqualTo("eins");
    }
    stored.remove("one");
    versions.remove("one");

    assertThat(read("one")).isEmpty();
    assertThat(read("one")).isEmpty();
  }

  @Test
  void what_does_not_last_is_read_whole_each_time() {
    for (int i = 0; i < 3; i++) {
      assertThat(row("two").value()).isEqualTo("zwei");
    }

    assertThat(rowsRead).hasSize(3);
    assertThat(versionsRead).isEmpty();
  }

  @Test
  void kept_and_other_rows_are_answered_together() {
    for (int i = 0; i < 3; i++) {
      assertThat(one()).isEqualTo("eins");
    }

    Map<String, Shared<String>> found = read("one", "two", "three");

    assertThat(found).containsOnlyKeys("one", "two");
    assertThat(rowsRead.getLast()).containsOnly("two", "three");
    assertThat(versionsRead.getLast()).containsOnly("one");
  }

  @Test
  void a_row_is_encoded_once_for_all_who_get_it() {
    var _ = read("one");
    List<String> encoded = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ByteString bytes =
          row("one")
              .encoded(
                  row -> {
                    encoded.add(row);
                    return ByteString.copyFromUtf8(row);
                  });
      assertThat(bytes.toStringUtf8()).isEqualTo("eins");
    }

    assertThat(encoded).containsExactly("eins");
  }
}
