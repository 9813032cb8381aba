package com.tripgen.ai.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.support.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values on their way to PostgreSQL and back into records.
class TypeHandlersTest {
  private static final TestDatabase testDatabase = TestDatabase.createEmpty();
  private static final Database database = new Database(testDatabase.owner(), PoolSettings.DEFAULT);

  @AfterAll
  static void close() {
    database.close();
    testDatabase.close();
  }

  record Row(
      long rowId,
      @Nullable Instant runTime,
      @Nullable Duration attemptTimeout,
      @Nullable String payload,
      @Nullable List<String> dependsOn) {}

  interface RowMapper {
    @Select(
        """
        SELECT 7 AS row_id,
               CAST(#{row.runTime} AS timestamptz) AS run_time,
               CAST(#{row.attemptTimeout} AS interval) AS attempt_timeout,
               #{row.payload,typeHandler=json} AS payload,
               #{row.dependsOn,typeHandler=textArray} AS depends_on
        """)
    Row echo(@Param("row") Row row);

    @Select("SELECT CAST(#{time} AS timestamptz)::text")
    String text(@Param("time") Instant time);

    @Select("SELECT CAST(#{text} AS timestamptz)")
    Instant instant(@Param("text") String text);

    @Select("SELECT CAST(#{text} AS interval)")
    Duration duration(@Param("text") String text);

    @Select("SELECT count(*) FROM unnest(#{keys,typeHandler=textArray}) AS key")
    int countList(@Param("keys") List<String> keys);

    @Select(
        """
        SELECT id || key || (payload->>'a')
        FROM unnest(#{ids}, #{keys}, CAST(#{payloads} AS jsonb[])) AS item (id, key, payload)
        """)
    List<String> join(
        @Param("ids") long[] ids, @Param("keys") String[] keys, @Param("payloads") String[] json);
  }

  @Test
  void a_record_comes_back_as_it_went() {
    Row row =
        new Row(
            7,
            Instant.parse("2026-03-01T10:15:30.123456Z"),
            Duration.ofMinutes(5).plusMillis(250),
            "{\"a\": [1, \"서울\"]}",
            List.of("one", "with \"quotes\", {braces} and ,"));

    assertThatObject(with(mapper -> mapper.echo(row))).isEqualTo(row);
  }

  @Test
  void nulls_stay_nulls() {
    Row nothing = new Row(7, null, null, null, null);

    assertThatObject(with(mapper -> mapper.echo(nothing))).isEqualTo(nothing);
  }

  @Test
  void the_ends_of_time_are_infinities() {
    assertThatObject(with(mapper -> mapper.text(Instant.MAX))).isEqualTo("infinity");
    assertThatObject(with(mapper -> mapper.text(Instant.MIN))).isEqualTo("-infinity");
    assertThatObject(with(mapper -> mapper.instant("infinity"))).isEqualTo(Instant.MAX);
    assertThatObject(with(mapper -> mapper.instant("-infinity"))).isEqualTo(Instant.MIN);
  }

  @ParameterizedTest
  @CsvSource({
    "36 hours, PT36H",
    "1 day 00:00:01.5, PT24H1.5S",
    "-00:00:00.25, PT-0.25S",
    "-90 minutes, PT-1H-30M",
    "0, PT0S"
  })
  void an_interval_is_a_duration(String interval, Duration duration) {
    assertThatObject(with(mapper -> mapper.duration(interval))).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.000001S", "PT-0.25S", "PT240H", "PT-1H-30M-0.5S"})
  void a_duration_comes_back_as_it_went(Duration duration) {
    Row row = new Row(7, null, duration, null, null);

    assertThatObject(with(mapper -> mapper.echo(row))).isEqualTo(row);
  }

  @Test
  void an_interval_of_months_has_no_length() {
    assertThatThrownBy(() -> with(mapper -> mapper.duration("1 mon")))
        .hasMessageContaining("an interval with months has no length");
  }

  @Test
  void lists_and_arrays_are_array_parameters() {
    assertThatObject(with(mapper -> mapper.countList(List.of("a", "b", "c")))).isEqualTo(3);
    List<String> joined =
        with(
            mapper ->
                mapper.join(
                    new long[] {1, 2},
                    new String[] {"x", "y"},
                    new String[] {"{\"a\": \"p\"}", "{\"a\": \"q\"}"}));
    assertThat(joined).containsExactly("1xp", "2yq");
  }

  private static <T> T with(Function<RowMapper, T> work) {
    return database.transaction(session -> work.apply(mapper(session)));
  }

  private static RowMapper mapper(SqlSession session) {
    if (!session.getConfiguration().hasMapper(RowMapper.class)) {
      session.getConfiguration().addMapper(RowMapper.class);
    }
    return session.getMapper(RowMapper.class);
  }
}
