package com.tripgen.ai.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokensTest {
  private static final Instant END = Instant.parse("2027-01-31T00:00:00Z");

  private static AccessToken token(String name, String secret, Scope... scopes) {
    return new AccessToken(name, Set.of(scopes), AccessToken.hash(secret), Optional.empty());
  }

  @Test
  void a_token_is_found_by_its_secret_among_others() {
    String file =
        """
        # of the web backend

        %s
        %s
        """
            .formatted(
                token("web", "one", Scope.READ, Scope.WRITE).line(),
                token("web", "two", Scope.READ).line());

    AccessTokens tokens = AccessTokens.parse(file);

    assertThat(tokens.find("one")).contains(token("web", "one", Scope.READ, Scope.WRITE));
    assertThat(tokens.find("two")).contains(token("web", "two", Scope.READ));
    assertThat(tokens.find("three")).isEmpty();
    assertThat(tokens.find("")).isEmpty();
    assertThat(tokens.find(AccessToken.hash("one"))).isEmpty();
  }

  @Test
  void its_line_says_everything_about_a_token() {
    AccessToken token =
        new AccessToken(
            "night-jobs", Set.of(Scope.values()), AccessToken.hash("x"), Optional.of(END));

    assertThat(token.line())
        .isEqualTo(
            "night-jobs read,write,admin " + AccessToken.hash("x") + " 2027-01-31T00:00:00Z");
    assertThat(AccessTokens.parse(token.line()).find("x")).contains(token);
  }

  @Test
  void the_hash_is_sha_256_so_that_other_programs_can_make_one() {
    assertThat(AccessToken.hash("abc"))
        .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void a_token_ends_at_its_expiry() {
    AccessToken token =
        new AccessToken("a", Set.of(Scope.READ), AccessToken.hash("x"), Optional.of(END));

    assertThat(token.isExpired(END.minusMillis(1))).isFalse();
    assertThat(token.isExpired(END)).isTrue();
    assertThat(token("b", "y", Scope.READ).isExpired(Instant.MAX)).isFalse();
  }

  @Test
  void a_secret_has_256_random_bits() {
    String secret = AccessToken.newSecret();

    assertThat(Base64.getUrlDecoder().decode(secret.substring("tripgen_".length()))).hasSize(32);
    assertThat(AccessToken.newSecret()).isNotEqualTo(secret);
  }

  @Test
  void neither_secret_nor_hash_is_in_its_text() {
    assertThat(token("a", "x", Scope.READ).toString())
        .doesNotContain(AccessToken.hash("x"), AccessToken.hash("x").substring(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "web read                                  | a token is: name scope",
        "web read HASH 2027-01-31T00:00:00Z more   | a token is: name scope",
        "web read,fly HASH                         | the scopes are read, write and admin",
        "w/b read HASH                             | a name is 1 to 64",
        "web read sha256:abc                       | a hash is sha256:",
        "web read HASH tomorrow                    | an expiry is a time such as"
      })
  void a_line_that_is_no_token_is_named_by_its_number_and_not_repeated(String line, String why) {
    String hash = AccessToken.hash("secret");
    String file = "# ours\n" + line.replace("HASH", hash);

    assertThatThrownBy(() -> AccessTokens.parse(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 2: " + why)
        .hasMessageNotContaining(hash);
  }
}
