package com.tripgen.ai.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.PoolSettings;
import com.tripgen.ai.support.TestDatabase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresLedgerTest {
  private static final Asker ANNA = new Asker("anna", "job-1");
  private static final Asker BERT = new Asker("bert", "job-2");

  private final TestDatabase test = TestDatabase.create();
  private final Database database = new Database(test.service(), PoolSettings.DEFAULT);
  private final PostgresLedger ledger =
      new PostgresLedger(
          database,
          new ModelSettings(
              List.of(),
              Duration.ofSeconds(1),
              Duration.ofHours(1),
              1_000,
              600,
              ModelSettings.OverBudget.FAIL));

  @AfterEach
  void close() {
    database.close();
    test.close();
  }

  @Test
  void an_answer_is_found_until_it_expires() {
    ledger.keep("k", "m", "first", Duration.ofHours(1));
    ledger.keep("k", "m", "second", Duration.ofHours(1));
    assertThat(ledger.answer("k")).contains("second");
    ledger.keep("k", "m", "late", Duration.ofSeconds(-1));
    assertThat(ledger.answer("k")).isEmpty();
  }

  @Test
  void budgets_are_of_a_caller_and_of_all_and_unused_tokens_come_back() {
    var first = ledger.reserve(ANNA, 500);
    assertThatExceptionOfType(BudgetExceededException.class)
        .isThrownBy(() -> ledger.reserve(ANNA, 200))
        .withMessageContaining("models/tokens_per_day_and_caller of 600");
    var _ = ledger.reserve(BERT, 500);
    assertThatExceptionOfType(BudgetExceededException.class)
        .isThrownBy(() -> ledger.reserve(BERT, 100))
        .withMessageContaining("models/tokens_per_day of 1000");
    ledger.settle(first, call(100));
    var _ = ledger.reserve(ANNA, 400);
    assertThatExceptionOfType(BudgetExceededException.class)
        .as("what was refused took nothing")
        .isThrownBy(() -> ledger.reserve(ANNA, 1));
  }

  @Test
  void every_call_is_stored_with_its_job_tokens_and_cost() throws SQLException {
    ledger.settle(ledger.reserve(ANNA, 500), call(100));
    try (var connection = test.connect();
        var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT request_id, caller, task, model, result, input_tokens + output_tokens,"
                    + " cost FROM ai_schema.ai_model_calls")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("job-1");
      assertThat(row.getString(2)).isEqualTo("anna");
      assertThat(row.getString(3)).isEqualTo("guide/1");
      assertThat(row.getString(4)).isEqualTo("m");
      assertThat(row.getString(5)).isEqualTo("ANSWERED");
      assertThat(row.getLong(6)).isEqualTo(100);
      assertThat(row.getBigDecimal(7)).isEqualByComparingTo("0.00042");
      assertThat(row.next()).isFalse();
    }
  }

  private static ModelCall call(long tokens) {
    return new ModelCall(
        "guide/1",
        "m",
        ModelCall.Result.ANSWERED,
        new Usage(tokens - 10, 10),
        new BigDecimal("0.00042"),
        Duration.ofMillis(5));
  }
}
