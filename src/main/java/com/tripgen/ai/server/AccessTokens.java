package com.tripgen.ai.server;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tokens that a server lets in. Of their file each line is one: name, scopes separated by
/// commas, hash, and when it ends if it does. Empty lines and those that begin with `#` say
/// nothing.
final class AccessTokens {
  static final AccessTokens NONE = new AccessTokens(List.of());

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern COMMA = Pattern.compile(",");

  private final List<AccessToken> tokens;

  private AccessTokens(List<AccessToken> tokens) {
    this.tokens = tokens;
  }

  /// @throws IllegalArgumentException naming the line that is none; never its content
  static AccessTokens parse(String text) {
    List<AccessToken> tokens = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      try {
        tokens.add(token(BLANKS.split(content)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
      }
    }
    return new AccessTokens(tokens);
  }

  private static AccessToken token(String[] words) {
    if (words.length < 3 || words.length > 4) {
      throw new IllegalArgumentException("a token is: name scope[,scope] sha256:hash [expiry]");
    }
    return new AccessToken(words[0], scopes(words[1]), words[2], expiry(words));
  }

  private static Set<Scope> scopes(String list) {
    return COMMA
        .splitAsStream(list)
        .map(AccessTokens::scope)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }

  private static Scope scope(String word) {
    return Arrays.stream(Scope.values())
        .filter(scope -> scope.toString().equals(word.toLowerCase(Locale.ROOT)))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("the scopes are read, write and admin"));
  }

  private static Optional<Instant> expiry(String[] words) {
    if (words.length < 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(words[3]));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("an expiry is a time such as 2027-01-31T00:00:00Z", e);
    }
  }

  /// Looks at every token, so that the time tells nothing about where one was found.
  Optional<AccessToken> find(String secret) {
    String hash = AccessToken.hash(secret);
    AccessToken found = null;
    for (AccessToken token : tokens) {
      if (token.hasHash(hash)) {
        found = token;
      }
    }
    return Optional.ofNullable(found);
  }
}
