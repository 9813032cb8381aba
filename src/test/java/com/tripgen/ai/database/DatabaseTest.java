package com.tripgen.ai.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Throwables;
import com.tripgen.ai.support.TestDatabase;
import io.grpc.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DatabaseTest {
  private static final PoolSettings SMALL =
      new PoolSettings(2, 1, Duration.ofSeconds(10), Duration.ofSeconds(20));
  private static final PoolSettings IMPATIENT =
      new PoolSettings(2, 1, Duration.ofSeconds(1), Duration.ofSeconds(20));

  private final TestDatabase testDatabase = TestDatabase.create();
  private final Database database = new Database(testDatabase.service(), SMALL);
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    clock.shutdownNow();
    callers.shutdownNow();
    database.close();
    testDatabase.close();
  }

  @Test
  void what_returns_is_committed_and_what_throws_is_not() {
    database.transaction(session -> run(session, insert("kept")));
    assertThatThrownBy(
            () ->
                database.transaction(
                    session -> {
                      run(session, insert("lost"));
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(requestIds()).containsExactly("kept");
  }

  @Test
  void what_a_failed_statement_says_does_not_quote_the_row() {
    assertThatThrownBy(
            () ->
                database.transaction(
                    session ->
                        run(
                            session,
                            """
                            INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, progress, payload)
                            VALUES ('broken', 'SCHEDULE_GENERATION', 'QUEUED', 101, '{"name": "Kim"}')
                            """)))
        .hasStackTraceContaining("chk_ai_jobs_progress")
        .satisfies(
            failure -> assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain("Kim"));
  }

  @Test
  void transactions_are_read_committed() {
    assertThat(texts("SHOW transaction_isolation")).containsExactly("read committed");
    assertThat(texts("SELECT current_setting('application_name')")).containsExactly("tripgen-ai");
  }

  @Test
  void statements_of_a_read_share_no_transaction() {
    Set<String> ofRead = database.read(DatabaseTest::beginnings);
    Set<String> ofTransaction = database.transaction(DatabaseTest::beginnings);

    assertThat(ofRead).hasSize(2);
    assertThat(ofTransaction).hasSize(1);
  }

  @Test
  void a_single_statement_is_committed_when_it_returns() {
    database.statement(session -> run(session, insert("kept")));

    assertThat(requestIds()).containsExactly("kept");
  }

  /// When the transactions of two statements began.
  private static Set<String> beginnings(SqlSession session) {
    Set<String> seen = new HashSet<>();
    seen.addAll(texts(session, "SELECT now()"));
    seen.addAll(texts(session, "SELECT now()"));
    return seen;
  }

  @Test
  void a_connection_that_was_read_from_serves_transactions_again() {
    for (int i = 0; i < SMALL.callConnections(); i++) {
      var _ = database.read(DatabaseTest::beginnings);
    }

    assertThatThrownBy(
            () ->
                database.transaction(
                    session -> {
                      run(session, insert("lost"));
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(requestIds()).isEmpty();
  }

  @Test
  void a_deadline_ends_the_statement_and_leaves_the_pool_whole() throws Exception {
    Context.CancellableContext call =
        Context.current().withDeadlineAfter(200, TimeUnit.MILLISECONDS, clock);

    long start = System.nanoTime();
    assertThatThrownBy(() -> call.call(() -> texts("SELECT pg_sleep(25)")))
        .isInstanceOf(StatementCancelledException.class)
        .hasMessage("the caller's deadline passed");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(sleepersAreGone()).isTrue();
    poolIsWhole();
  }

  @Test
  void a_caller_that_leaves_between_two_statements_stops_the_second() {
    Context.CancellableContext call = Context.current().withCancellation();

    assertThatThrownBy(
            () ->
                call.call(
                    () ->
                        database.transaction(
                            session -> {
                              run(session, insert("half"));
                              call.cancel(null);
                              return run(session, "SELECT pg_sleep(25)");
                            })))
        .isInstanceOf(StatementCancelledException.class)
        .hasMessage("the caller went away");

    assertThat(requestIds()).isEmpty();
    poolIsWhole();
  }

  @Test
  void a_cancelled_call_takes_no_connection() {
    Context.CancellableContext call = Context.current().withCancellation();
    call.cancel(null);

    assertThatThrownBy(() -> call.call(() -> texts("SELECT 1")))
        .isInstanceOf(StatementCancelledException.class);
  }

  @Test
  void a_call_that_ends_after_its_commit_does_no_harm() throws Exception {
    Context.CancellableContext call = Context.current().withCancellation();
    call.call(() -> database.transaction(session -> run(session, insert("done"))));

    call.cancel(null);

    assertThat(requestIds()).containsExactly("done");
    poolIsWhole();
  }

  @Test
  void many_calls_that_are_cancelled_harm_no_others() throws Exception {
    for (int i = 0; i < 20; i++) {
      Context.CancellableContext call = Context.current().withCancellation();
      CountDownLatch running = new CountDownLatch(1);
      Future<?> cancelled =
          callers.submit(
              call.wrap(
                  () -> {
                    database.transaction(
                        session -> {
                          running.countDown();
                          return run(session, "SELECT pg_sleep(25)");
                        });
                  }));
      running.await();
      call.cancel(null);

      assertThat(texts("SELECT 'unharmed'")).containsExactly("unharmed");
      assertThatThrownBy(cancelled::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StatementCancelledException.class);
    }
    poolIsWhole();
  }

  @Test
  void a_full_pool_is_told_as_unavailable_while_the_reserved_one_still_serves() throws Exception {
    CountDownLatch taken = new CountDownLatch(IMPATIENT.callConnections());
    CountDownLatch release = new CountDownLatch(1);
    try (Database full = new Database(testDatabase.service(), IMPATIENT)) {
      for (int i = 0; i < IMPATIENT.callConnections(); i++) {
        var _ =
            callers.submit(
                () ->
                    full.transaction(
                        session -> {
                          taken.countDown();
                          return await(release);
                        }));
      }
      taken.await();

      assertThatThrownBy(() -> full.transaction(session -> run(session, "SELECT 1")))
          .isInstanceOf(DatabaseUnavailableException.class);
      boolean served = full.reserved(session -> run(session, "SELECT 1"));
      assertThat(served).isTrue();

      release.countDown();
      boolean servedAgain = full.transaction(session -> run(session, "SELECT 1"));
      assertThat(servedAgain).isTrue();
    }
  }

  @Test
  void a_database_that_is_away_is_told_as_unavailable_with_the_reason() {
    try (Database nowhere =
        new Database(DatabaseAccess.of("jdbc:postgresql://127.0.0.1:1/x", "a", "b"), IMPATIENT)) {
      assertThatThrownBy(() -> nowhere.transaction(session -> run(session, "SELECT 1")))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("refused");
    }
  }

  @Test
  void a_session_ended_by_an_administrator_is_unavailable_once() throws SQLException {
    try (Connection administrator = TestDatabase.connect(testDatabase.administrator())) {
      assertThatThrownBy(
              () ->
                  database.transaction(
                      session -> {
                        String pid = texts(session, "SELECT pg_backend_pid()").getFirst();
                        execute(administrator, "SELECT pg_terminate_backend(" + pid + ")");
                        return run(session, "SELECT pg_sleep(25)");
                      }))
          .isInstanceOf(DatabaseUnavailableException.class);
    }
    assertThat(texts("SELECT 1")).containsExactly("1");
  }

  @Test
  void a_server_that_takes_no_writes_is_unavailable() {
    assertThatThrownBy(
            () ->
                database.transaction(
                    session -> {
                      run(session, "SET TRANSACTION READ ONLY");
                      return run(session, insert("refused"));
                    }))
        .isInstanceOf(DatabaseUnavailableException.class);
    poolIsWhole();
  }

  @Test
  void other_errors_pass_and_a_unique_violation_is_found_by_its_constraint() {
    database.transaction(session -> run(session, insert("twice")));

    assertThatThrownBy(() -> database.transaction(session -> run(session, insert("twice"))))
        .isInstanceOf(PersistenceException.class)
        .matches(error -> SqlErrors.violatesUnique(error, "idx_ai_jobs_request_id"))
        .matches(error -> !SqlErrors.violatesUnique(error, "ai_jobs_pkey"));
    assertThatThrownBy(() -> database.transaction(session -> run(session, "SELECT 1/0")))
        .isInstanceOf(PersistenceException.class)
        .matches(error -> !SqlErrors.violatesUnique(error, "idx_ai_jobs_request_id"));
  }

  @Test
  void behind_a_pooler_no_statement_is_prepared_on_the_server() {
    DatabaseAccess service = testDatabase.service();
    DatabaseAccess pooled =
        new DatabaseAccess(service.jdbcUrl(), service.user(), service.password(), null, true);
    try (Database behindPooler = new Database(pooled, SMALL)) {
      List<String> prepared =
          behindPooler.transaction(
              session -> {
                for (int i = 0; i < 10; i++) {
                  texts(session, "SELECT 1");
                }
                return texts(session, "SELECT statement FROM pg_prepared_statements");
              });
      assertThat(prepared).isEmpty();
    }
  }

  @Test
  void no_text_of_an_access_shows_the_password() {
    DatabaseAccess access = DatabaseAccess.of("jdbc:postgresql://db/x", "me", "secret");

    assertThat(access.toString()).contains("jdbc:postgresql://db/x", "me").doesNotContain("secret");
  }

  @Test
  void of_several_hosts_the_primary_is_wanted() {
    assertThat(DatabaseAccess.withPrimary("jdbc:postgresql://a:1,b:2/x"))
        .isEqualTo("jdbc:postgresql://a:1,b:2/x?targetServerType=primary");
    assertThat(DatabaseAccess.withPrimary("jdbc:postgresql://a,b/x?ssl=true"))
        .isEqualTo("jdbc:postgresql://a,b/x?ssl=true&targetServerType=primary");
    assertThat(DatabaseAccess.withPrimary("jdbc:postgresql://a/x")).endsWith("a/x");
    assertThat(DatabaseAccess.withPrimary("jdbc:postgresql://a,b/x?targetServerType=any"))
        .endsWith("=any");
  }

  private void poolIsWhole() {
    for (int i = 0; i < 2 * SMALL.callConnections(); i++) {
      assertThat(texts("SELECT 1")).containsExactly("1");
    }
    assertThat(database.callsUsage().active()).isZero();
    assertThat(database.callsUsage().waiting()).isZero();
  }

  /// Asks until the server has seen the end of the connection.
  private boolean sleepersAreGone() throws SQLException {
    try (Connection administrator = TestDatabase.connect(testDatabase.administrator())) {
      String sleepers =
          "SELECT pid FROM pg_stat_activity WHERE datname = '%s' AND query LIKE '%%pg_sleep(25)'"
              .formatted(testDatabase.name());
      for (int i = 0; i < 50; i++) {
        if (Scripts.texts(administrator, sleepers).isEmpty()) {
          return true;
        }
        Scripts.run(administrator, "SELECT pg_sleep(0.05)");
      }
      return false;
    }
  }

  private List<String> requestIds() {
    return texts("SELECT request_id FROM ai_schema.ai_jobs ORDER BY id");
  }

  private List<String> texts(String query) {
    return database.transaction(session -> texts(session, query));
  }

  private static String insert(String requestId) {
    return "INSERT INTO ai_schema.ai_jobs (request_id, job_type, status, payload)"
        + " VALUES ('%s', 'SCHEDULE_GENERATION', 'QUEUED', '{}')".formatted(requestId);
  }

  private static boolean run(SqlSession session, String sql) {
    execute(session.getConnection(), sql);
    return true;
  }

  private static void execute(Connection connection, String sql) {
    try {
      Scripts.run(connection, sql);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static List<String> texts(SqlSession session, String query) {
    try {
      return Scripts.texts(session.getConnection(), query);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
