package com.tripgen.ai.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void korean_takes_more_of_a_budget_than_as_many_letters_of_english() {
    assertThat(question("a".repeat(1_000)).expectedTokens()).isEqualTo(500 + 200);
    assertThat(question("가".repeat(1_000)).expectedTokens()).isEqualTo(1_500 + 200);
  }

  private static Question question(String data) {
    return new Question("test/1", "", data, "", 200);
  }
}
