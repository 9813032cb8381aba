package com.tripgen.ai.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.JobStatus;
import com.tripgen.ai.planning.Language;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleMapperTest {
  private static final ScheduleQuery EVERYTHING = new ScheduleQuery(null, List.of(), null);

  private final ScheduleStore store = new ScheduleStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_completed_schedule_has_content_version_and_a_week() {
    store.complete("r1", "trip-1");
    assertThat(
            store.column(
                "SELECT concat_ws(' ', status, version, expired_at - generated_at,"
                    + " schedule_data ->> 'trip_id', planning_input ->> 'format')"
                    + " FROM ai_schema.ai_schedules"))
        .containsExactly("COMPLETED 1 7 days trip-1 1");
    assertThat(store.column("SELECT result ->> 'version' FROM ai_schema.ai_jobs"))
        .containsExactly("1");
  }

  @Test
  void schedules_of_one_trip_that_complete_at_once_get_different_growing_versions()
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> completions = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String requestId = "r" + i;
        completions.add(
            threads.submit(() -> store.complete(requestId, "trip-" + requestId.hashCode() % 2)));
      }
      for (Future<?> completion : completions) {
        completion.get();
      }
    }
    assertThat(store.column("SELECT result ->> 'version' FROM ai_schema.ai_jobs ORDER BY 1"))
        .hasSize(16)
        .doesNotContainNull();
    assertThat(
            store.column(
                "SELECT trip_id || ' ' || version FROM ai_schema.ai_schedules ORDER BY version"))
        .as("the newest three of each")
        .containsExactlyInAnyOrder(
            "trip-0 6", "trip-0 7", "trip-0 8", "trip-1 6", "trip-1 7", "trip-1 8");
  }

  @Test
  void older_versions_than_the_last_three_go_but_pinned_ones_stay() {
    store.complete("r1", "trip-1");
    store.mapped(mapper -> mapper.pin("r1"));
    for (int i = 2; i <= 5; i++) {
      store.complete("r" + i, "trip-1");
    }
    assertThat(store.column("SELECT request_id FROM ai_schema.ai_schedules ORDER BY version"))
        .containsExactly("r1", "r3", "r4", "r5");
  }

  @Test
  void the_newest_version_is_the_newest_that_has_not_expired() {
    store.complete("r1", "trip-1");
    store.complete("r2", "trip-1");
    store.complete("r3", "other");
    store.submit("r4", "trip-1");
    assertThat(store.schedules.newestOf("trip-1").requestId()).isEqualTo("r2");
    store.expire("r2");
    assertThat(store.schedules.newestOf("trip-1").requestId()).isEqualTo("r1");
    store.expire("r1");
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> store.schedules.newestOf("trip-1"))
        .withMessageContaining("expired");
  }

  @Test
  void a_pinned_schedule_never_expires_and_has_no_time_to() {
    store.complete("r1", "trip-1");
    ScheduleRow pinned = store.schedules.pin("r1");
    assertThat(pinned.pinned()).isTrue();
    assertThat(pinned.expireTime()).isNull();
    assertThat(store.column("SELECT expired_at FROM ai_schema.ai_schedules"))
        .containsExactly("infinity");
    assertThat(store.schedules.pin("r1").pinned()).as("again").isTrue();

    ScheduleRow unpinned = store.schedules.unpin("r1");
    assertThat(unpinned.pinned()).isFalse();
    assertThat(store.column("SELECT expired_at - generated_at FROM ai_schema.ai_schedules"))
        .containsExactly("7 days");
    assertThat(store.schedules.unpin("r1").pinned()).as("again").isFalse();
  }

  @Test
  void only_the_day_asked_for_leaves_the_database() {
    store.complete("r1", "trip-1");
    DayRow day = store.schedules.dayOf("trip-1", 2);
    String content = String.valueOf(day.content());
    assertThat(day.totalDays()).isEqualTo(2);
    assertThat(ScheduleJson.readDay(content))
        .isEqualTo(SmallTrip.document(Language.KO).schedules().get(1));
    assertThat(content).doesNotContain("PALACE");
  }

  @Test
  void a_list_is_filtered_by_trip_status_and_place_and_runs_from_the_newest() {
    store.complete("r1", "trip-1");
    store.submit("r2", "trip-1");
    store.complete("r3", "trip-2");
    store.complete("r4", "trip-3", GuideSample.SCHEDULE_DATA);
    store.complete("gone", "trip-4");
    store.expire("gone");

    assertThat(ids(EVERYTHING)).containsExactly("r4", "r3", "r2", "r1");
    assertThat(ids(new ScheduleQuery("trip-1", List.of(), null))).containsExactly("r2", "r1");
    assertThat(ids(new ScheduleQuery("trip-1", List.of("QUEUED", "FAILED"), null)))
        .containsExactly("r2");
    assertThat(ids(new ScheduleQuery(null, List.of(), "PALACE"))).containsExactly("r3", "r1");
    assertThat(ids(new ScheduleQuery("trip-2", List.of("COMPLETED"), "BEACH")))
        .containsExactly("r3");
    assertThat(ids(new ScheduleQuery(null, List.of(), "LOC-001"))).containsExactly("r4");
    assertThat(ids(new ScheduleQuery(null, List.of(), "\"}]}]"))).isEmpty();
  }

  private List<String> ids(ScheduleQuery query) {
    return store.schedules.list(query, Long.MAX_VALUE, 10).stream()
        .peek(row -> assertThat(row.content()).isNull())
        .map(ScheduleRow::requestId)
        .toList();
  }

  @Test
  void the_guides_index_serves_the_search_for_a_place() throws IOException {
    store.execute(
        "INSERT INTO ai_schema.ai_schedules (request_id, trip_id, status, generated_at,"
            + " schedule_data) SELECT 'r' || i, 'trip-' || i, 'COMPLETED', now(),"
            + " jsonb_build_object('schedules', jsonb_build_array(jsonb_build_object('day', 1,"
            + " 'places', jsonb_build_array(jsonb_build_object('place_id', 'LOC-' || i))))) FROM"
            + " generate_series(1, 5000) AS i");
    store.execute("VACUUM ANALYZE ai_schema.ai_schedules");
    assertThat(store.column("EXPLAIN " + statement("listVisiting")))
        .as("chosen by the database itself")
        .anyMatch(line -> String.valueOf(line).contains("idx_ai_schedules_schedule_day"));
  }

  @Test
  void an_index_serves_the_newest_version() throws IOException {
    assertThat(store.column("SET enable_seqscan = off", "EXPLAIN " + statement("findNewest")))
        .anyMatch(line -> String.valueOf(line).contains("idx_ai_schedules_newest"))
        .noneMatch(line -> String.valueOf(line).contains("Sort"));
  }

  /// The mapper's own SQL with values in place of its parameters.
  private static String statement(String id) throws IOException {
    Map<String, Object> values = new HashMap<>();
    values.put("query", new ScheduleQuery(null, List.of(), null));
    BoundSql sql;
    try (InputStream xml = Resources.getResourceAsStream("mybatis/mybatis-config.xml")) {
      Configuration configuration = new XMLConfigBuilder(xml).parse();
      sql =
          configuration
              .getMappedStatement(ScheduleMapper.class.getName() + '.' + id)
              .getBoundSql(values);
    }
    String text = sql.getSql();
    for (var parameter : sql.getParameterMappings()) {
      String value =
          switch (parameter.getProperty()) {
            case "query.tripId" -> "NULL";
            case "visit" -> "'" + Schedules.visitOf("LOC-001") + "'";
            case "query.statuses" -> "'{}'::TEXT[]";
            case "beforeId" -> "9223372036854775807";
            case "limit" -> "50";
            default -> "'trip-1'";
          };
      text = text.replaceFirst("\\?", value);
    }
    return text;
  }

  @Test
  void the_queries_of_the_guide_work_on_what_is_stored() {
    store.complete("r1", "trip-001");
    assertThat(
            store.column(
                "SELECT schedule_data->'schedules' -> 0 as first_day_schedule"
                    + " FROM ai_schema.ai_schedules"
                    + " WHERE trip_id = 'trip-001' AND status = 'COMPLETED'"))
        .singleElement()
        .satisfies(day -> assertThat(ScheduleJson.readDay(String.valueOf(day)).day()).isEqualTo(1));
    assertThat(
            store.column(
                "SELECT status, COUNT(*) as count FROM ai_schema.ai_schedules GROUP BY status"))
        .containsExactly("COMPLETED");
    assertThat(
            store.column(
                "SELECT request_id, current_step, progress, result->'current_city'"
                    + " FROM ai_schema.ai_jobs WHERE status = 'PROCESSING'"))
        .isEmpty();
  }

  @Test
  void the_status_follows_the_job_until_it_is_completed() {
    var job = store.submit("r1", "trip-1");
    for (String status : List.of("PROCESSING", "QUEUED", "PROCESSING", "FAILED", "CANCELLED")) {
      store.mapped(
          mapper -> mapper.follow(new String[] {"r1", "unknown"}, new String[] {status, "QUEUED"}));
      assertThat(store.column("SELECT status FROM ai_schema.ai_schedules")).containsExactly(status);
    }
    store.queue.retry(cancelled(job.requestId()));
    assertThat(store.column("SELECT status FROM ai_schema.ai_schedules"))
        .as("moved by the listener")
        .containsExactly("QUEUED");
    store.queue.cancel("r1");
    assertThat(store.column("SELECT status FROM ai_schema.ai_schedules"))
        .containsExactly("CANCELLED");
  }

  private String cancelled(String requestId) {
    store.execute(
        "UPDATE ai_schema.ai_jobs SET status = 'CANCELLED' WHERE request_id = '" + requestId + "'");
    return requestId;
  }

  @Test
  void a_completed_schedule_keeps_its_status_whatever_its_job_does() {
    store.complete("r1", "trip-1");
    store.mapped(mapper -> mapper.follow(new String[] {"r1"}, new String[] {"FAILED"}));
    assertThat(store.schedules.get("r1").status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void the_frozen_input_can_be_read_again() {
    store.complete("r1", "trip-1");
    assertThat(store.schedules.inputOf("r1")).contains(SmallTrip.input(Language.KO));
    assertThat(store.schedules.inputOf("r2")).isEmpty();
  }

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    IntStream.rangeClosed(1, 5).forEach(i -> store.submit("r" + i, "trip-" + i));
    List<ScheduleRow> first = store.schedules.list(EVERYTHING, Long.MAX_VALUE, 2);
    store.submit("r6", "trip-6");
    List<ScheduleRow> second = store.schedules.list(EVERYTHING, first.getLast().id(), 2);
    assertThat(first).extracting(ScheduleRow::requestId).containsExactly("r5", "r4");
    assertThat(second).extracting(ScheduleRow::requestId).containsExactly("r3", "r2");
  }
}
