package com.tripgen.ai.planning.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.planning.Language;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SentenceTest {
  private static final Pattern FIGURE = Pattern.compile("[0-9]+");
  private static final Pattern HANGUL = Pattern.compile("\\p{IsHangul}");

  @ParameterizedTest
  @EnumSource
  void both_languages_tell_the_same_figures(Sentence sentence) {
    Object[] figures = figures(sentence);
    String korean = sentence.in(Language.KO, figures);
    String english = sentence.in(Language.EN, figures);

    assertThat(figuresIn(korean)).containsExactlyInAnyOrderElementsOf(figuresIn(english));
    assertThat(korean).containsPattern(HANGUL).endsWith(".");
    assertThat(korean.replace("100m", "")).doesNotContainPattern("[A-Za-z]");
    assertThat(english).doesNotContainPattern(HANGUL).containsPattern("[a-z]");
  }

  /// Numbers that no sentence has of itself, for names too: a name is told as it is.
  private static Object[] figures(Sentence sentence) {
    return IntStream.range(0, 7)
        .mapToObj(i -> sentence == Sentence.TOO_FEW_RESTS && i == 2 ? (Object) 7003.0 : 7001 + i)
        .toArray();
  }

  private static List<String> figuresIn(String text) {
    return FIGURE.matcher(text).results().map(result -> result.group()).toList();
  }
}
