package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.server.AccessToken;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CreateTokenCommandTest {
  private final Screen screen = Screen.plain(100);

  private int create(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "tokens";
    arguments[1] = "create";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return TripgenCommand.execute(screen.terminal(), Map.of(), UnaryOperator.identity(), arguments);
  }

  @Test
  void the_line_goes_to_the_output_and_the_token_beside_it() {
    assertThat(create("--name", "web", "--scope", "write,read", "--expires", "2027-01-31"))
        .isZero();

    Matcher token = Pattern.compile("tripgen_[\\w-]{43}").matcher(screen.err());
    assertThat(token.find()).isTrue();
    assertThat(screen.out())
        .isEqualTo("web read,write " + AccessToken.hash(token.group()) + " 2027-01-31T00:00:00Z\n");
  }

  @Test
  void each_token_is_another() {
    assertThat(create("--name", "web", "--scope", "read")).isZero();
    assertThat(create("--name", "web", "--scope", "read")).isZero();

    assertThat(screen.out().lines()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void wrong_names_and_scopes_are_wrong_usage() {
    assertThat(create("--scope", "read")).isEqualTo(2);
    assertThat(create("--name", "web")).isEqualTo(2);
    assertThat(create("--name", "web", "--scope", "everything")).isEqualTo(2);
    assertThat(create("--name", "w b", "--scope", "read")).isEqualTo(2);
    assertThat(create("--name", "web", "--scope", "read", "--expires", "soon")).isEqualTo(2);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .contains("--name=NAME", "--scope=SCOPE", "'everything'", "--name: a name is", "'soon'");
  }
}
