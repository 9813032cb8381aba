package com.tripgen.ai.recommendations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.models.Asker;
import com.tripgen.ai.models.ModelStage;
import com.tripgen.ai.planning.HealthStatus;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.Context;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecommendationsTest {
  private static final String PALACE = "seoul-gyeongbokgung";
  private static final PlaceRequest PLACE = Fixture.catalogued(PALACE);
  private static final TravellerProfile FAMILY = Fixture.travellers();
  private static final RecommendationSettings SETTINGS =
      new RecommendationSettings(Duration.ofSeconds(20), 64);

  private static final TestDatabase testDatabase = TestDatabase.create();
  private static final Database database = open();
  private static final Database otherDatabase = open();

  private final CountingWriter writer = new CountingWriter();
  private final Recommendations recommendations =
      new Recommendations(database, Fixture.PLACES, writer, SETTINGS);
  private final Recommendations otherReplica =
      new Recommendations(otherDatabase, Fixture.PLACES, writer, SETTINGS);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService deadlines = Executors.newScheduledThreadPool(1);

  private static Database open() {
    return new Database(testDatabase.service(), PoolSettings.DEFAULT);
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
    otherDatabase.close();
    testDatabase.close();
  }

  @AfterEach
  void forgetEverything() {
    recommendations.close();
    otherReplica.close();
    callers.shutdownNow();
    deadlines.shutdownNow();
    execute("TRUNCATE ai_schema.ai_recommendations, ai_schema.ai_recommendation_drafts");
  }

  @Test
  void a_miss_is_written_and_then_comes_from_the_cache() {
    Recommendations.Answer first = recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);
    Recommendations.Answer second = otherReplica.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);

    assertThat(first.fromCache()).isFalse();
    assertThat(second.fromCache()).isTrue();
    assertThat(second.stored()).isEqualTo(first.stored());
    assertThat(writer.count()).isEqualTo(1);
  }

  @Test
  void another_profile_or_language_has_a_text_of_its_own() {
    var couple = Fixture.travellers(Company.COUPLE, HealthStatus.GOOD, Language.KO);
    var english = Fixture.travellers(Company.FAMILY, HealthStatus.GOOD, Language.EN);

    assertThat(List.of(FAMILY, couple, english))
        .extracting(it -> recommendations.get(PLACE, it, CacheMode.CACHE_FIRST).stored().text())
        .doesNotHaveDuplicates();
    assertThat(writer.count()).isEqualTo(3);
  }

  @Test
  void fifty_callers_on_two_replicas_get_one_text_that_is_written_once() throws Exception {
    int number = 50;
    var start = new CyclicBarrier(number);
    List<Future<Recommendations.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Recommendations replica = i % 2 == 0 ? recommendations : otherReplica;
      answers.add(
          callers.submit(
              () -> {
                start.await();
                return replica.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);
              }));
    }

    List<Long> ids = new ArrayList<>();
    for (Future<Recommendations.Answer> answer : answers) {
      ids.add(answer.get().stored().id());
    }

    assertThat(writer.count()).isEqualTo(1);
    assertThat(ids).containsOnly(ids.getFirst());
    assertThat(number("SELECT count(*) FROM ai_schema.ai_recommendation_drafts")).isZero();
  }

  @Test
  void no_transaction_is_open_while_a_text_is_written() {
    List<Long> open = new ArrayList<>();
    writer.before(
        () ->
            open.add(
                number(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
                        + " AND backend_type = 'client backend'")));

    recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);
    recommendations.get(PLACE, FAMILY, CacheMode.REFRESH);

    assertThat(open).containsExactly(0L, 0L);
  }

  @Test
  void cache_only_writes_nothing() {
    assertReason(
        () -> recommendations.get(PLACE, FAMILY, CacheMode.CACHE_ONLY),
        ErrorReason.ERROR_REASON_RECOMMENDATION_NOT_FOUND);
    assertThat(writer.count()).isZero();

    recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);

    assertThat(recommendations.get(PLACE, FAMILY, CacheMode.CACHE_ONLY).fromCache()).isTrue();
  }

  @Test
  void a_place_that_nobody_knows_is_told_what_to_send() {
    assertThatThrownBy(
            () -> recommendations.get(Fixture.catalogued("LOC-1"), FAMILY, CacheMode.CACHE_FIRST))
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.reason()).isEqualTo(ErrorReason.ERROR_REASON_PLACE_NOT_FOUND))
        .hasMessageContaining("LOC-1")
        .hasMessageContaining("place.facts");
  }

  @Test
  void facts_make_a_place_known_and_its_text_serves_callers_without_facts() {
    PlaceRequest told = new PlaceRequest("LOC-1", null, Fixture.bare("LOC-1"));

    recommendations.get(told, FAMILY, CacheMode.CACHE_FIRST);

    assertThat(
            recommendations
                .get(Fixture.catalogued("LOC-1"), FAMILY, CacheMode.CACHE_FIRST)
                .fromCache())
        .isTrue();
  }

  @Test
  void an_expired_text_is_never_served_and_written_anew_for_24_hours() {
    var old = recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST).stored();
    age("25 hours");

    assertThat(recommendations.list(PALACE, Long.MAX_VALUE, 10)).isEmpty();
    assertReason(
        () -> recommendations.get(PLACE, FAMILY, CacheMode.CACHE_ONLY),
        ErrorReason.ERROR_REASON_RECOMMENDATION_NOT_FOUND);
    Recommendations.Answer renewed = recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);

    assertThat(renewed.fromCache()).isFalse();
    assertThat(renewed.stored().generatedAt()).isAfter(old.generatedAt());
    assertThat(writer.count()).isEqualTo(2);
    assertStoredForADay();
  }

  @Test
  void a_refresh_replaces_the_text_and_its_times() {
    var old = recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST).stored();
    age("10 hours");

    Recommendations.Answer refreshed = recommendations.get(PLACE, FAMILY, CacheMode.REFRESH);

    assertThat(refreshed.fromCache()).isFalse();
    assertThat(refreshed.stored().generatedAt()).isAfter(old.generatedAt());
    assertThat(refreshed.stored().id()).isGreaterThan(old.id());
    assertThat(recommendations.get(PLACE, FAMILY, CacheMode.CACHE_ONLY).stored())
        .isEqualTo(refreshed.stored());
    assertStoredForADay();
  }

  @Test
  void of_two_texts_the_one_begun_later_stays() {
    PlaceRecord record = recommendations.requireRecord(PLACE, FAMILY);
    Recommendations.Written older =
        recommendations.write(record, FAMILY, new Asker("", ""), ModelStage.Listener.NONE);
    var newer = recommendations.get(PLACE, FAMILY, CacheMode.REFRESH).stored();

    Optional<StoredRecommendation> stored =
        database.transaction(session -> Recommendations.store(session, older));

    assertThat(stored).isEmpty();
    assertThat(recommendations.get(PLACE, FAMILY, CacheMode.CACHE_ONLY).stored()).isEqualTo(newer);
  }

  @Test
  void invalidating_deletes_a_place_and_counts_what_had_not_expired() {
    recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);
    age("25 hours");
    for (Company company : List.of(Company.SOLO, Company.COUPLE)) {
      var profile = Fixture.travellers(company, HealthStatus.GOOD, Language.KO);
      recommendations.get(PLACE, profile, CacheMode.CACHE_FIRST);
      recommendations.get(
          Fixture.catalogued("seoul-changdeokgung"), profile, CacheMode.CACHE_FIRST);
    }

    assertThat(recommendations.invalidate(PALACE)).isEqualTo(2);
    assertThat(recommendations.invalidate(PALACE)).isZero();
    assertThat(number("SELECT count(*) FROM ai_schema.ai_recommendations")).isEqualTo(2);
  }

  @Test
  void a_text_that_was_being_written_when_its_place_was_invalidated_is_not_stored() {
    List<Integer> counts = new ArrayList<>();
    writer.before(
        () -> {
          if (counts.isEmpty()) {
            counts.add(otherReplica.invalidate(PALACE));
          }
        });

    recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);

    assertThat(counts).containsExactly(0);
    assertThat(writer.count()).isEqualTo(2);
  }

  @Test
  void a_caller_waits_as_long_as_its_deadline_and_the_text_is_finished_without_it()
      throws Exception {
    var leave = new CountDownLatch(1);
    writer.before(() -> awaitQuietly(leave));
    var impatient = Context.current().withDeadlineAfter(200, TimeUnit.MILLISECONDS, deadlines);

    assertReason(
        () ->
            impatient.call(
                (Callable<?>) () -> recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST)),
        ErrorReason.ERROR_REASON_DEADLINE_EXCEEDED);
    Future<Recommendations.Answer> patient =
        callers.submit(() -> recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST));
    leave.countDown();

    assertThat(patient.get().stored().placeId()).isEqualTo(PALACE);
    assertThat(writer.count()).isEqualTo(1);
  }

  @Test
  void the_draft_of_a_living_writer_is_waited_for_and_that_of_a_dead_one_taken_over() {
    execute(
        "INSERT INTO ai_schema.ai_recommendation_drafts (id, place_id, profile_hash, shared,"
            + " lapses_at)"
            + " VALUES (gen_random_uuid(), '%s', '%s', TRUE, now() + INTERVAL '20 seconds')"
                .formatted(PALACE, ProfileHash.of(FAMILY)));
    var impatient = Context.current().withDeadlineAfter(300, TimeUnit.MILLISECONDS, deadlines);

    assertReason(
        () ->
            impatient.call(
                (Callable<?>) () -> recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST)),
        ErrorReason.ERROR_REASON_DEADLINE_EXCEEDED);
    assertThat(writer.count()).isZero();

    execute("UPDATE ai_schema.ai_recommendation_drafts SET lapses_at = now()");

    recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);
    assertThat(writer.count()).isEqualTo(1);
  }

  @Test
  void a_failure_reaches_the_callers_and_is_not_kept() {
    writer.before(
        () -> {
          throw new IllegalStateException("no words");
        });

    assertThatThrownBy(() -> recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST))
        .hasMessage("no words");

    writer.before(() -> {});
    assertThat(otherReplica.get(PLACE, FAMILY, CacheMode.CACHE_FIRST).fromCache()).isFalse();
  }

  @Test
  void more_texts_at_once_than_there_is_room_for_are_refused() {
    var narrow =
        new Recommendations(
            database,
            Fixture.PLACES,
            writer,
            new RecommendationSettings(Duration.ofSeconds(20), 1));
    List<ErrorReason> refused = new ArrayList<>();
    var couple = Fixture.travellers(Company.COUPLE, HealthStatus.GOOD, Language.KO);
    writer.before(
        () -> {
          if (refused.isEmpty()) {
            refused.add(reason(() -> narrow.get(PLACE, couple, CacheMode.CACHE_FIRST)));
          }
        });

    narrow.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);

    assertThat(refused).containsExactly(ErrorReason.ERROR_REASON_QUEUE_FULL);
    assertThat(narrow.get(PLACE, couple, CacheMode.CACHE_FIRST).fromCache()).isFalse();
  }

  @Test
  void a_list_shows_the_newest_first() {
    var couple = Fixture.travellers(Company.COUPLE, HealthStatus.GOOD, Language.KO);
    recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST);
    recommendations.get(PLACE, couple, CacheMode.CACHE_FIRST);
    recommendations.get(PLACE, FAMILY, CacheMode.REFRESH);

    List<StoredRecommendation> all = recommendations.list(PALACE, Long.MAX_VALUE, 10);

    assertThat(all)
        .extracting(StoredRecommendation::profileHash)
        .containsExactly(ProfileHash.of(FAMILY), ProfileHash.of(couple));
    assertThat(recommendations.list(PALACE, all.getFirst().id(), 10))
        .containsExactly(all.getLast());
  }

  @Test
  void the_guides_query_finds_the_reasons() throws Exception {
    var stored = recommendations.get(PLACE, FAMILY, CacheMode.CACHE_FIRST).stored();

    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT recommendation_data->'recommendations'->'reasons'
                FROM ai_schema.ai_recommendations
                WHERE place_id = 'seoul-gyeongbokgung'
                """)) {
      assertThat(rows.next()).isTrue();
      assertThat(stored.text().reasons()).isNotEmpty().allMatch(rows.getString(1)::contains);
    }
  }

  private void assertStoredForADay() {
    assertThat(
            number(
                """
                SELECT count(*)
                FROM ai_schema.ai_recommendations
                WHERE expired_at = created_at + INTERVAL '24 hours'
                  AND created_at > now() - INTERVAL '1 minute'
                  AND generated_at BETWEEN now() - INTERVAL '1 minute' AND created_at
                """))
        .isEqualTo(1);
  }

  private void age(String interval) {
    execute(
        """
        UPDATE ai_schema.ai_recommendations
        SET created_at = created_at - INTERVAL '%1$s',
            generated_at = generated_at - INTERVAL '%1$s',
            expired_at = expired_at - INTERVAL '%1$s'
        """
            .formatted(interval));
  }

  private static void assertReason(Callable<?> call, ErrorReason expected) {
    assertThat(reason(call)).isEqualTo(expected);
  }

  private static ErrorReason reason(Callable<?> call) {
    try {
      call.call();
      return ErrorReason.ERROR_REASON_UNSPECIFIED;
    } catch (ServiceException e) {
      return e.reason();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long number(String sql) {
    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = testDatabase.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
