package com.tripgen.ai.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A token as the tokens file knows it: by its hash.
///
/// Plain SHA-256 without salt or stretching is enough, because a token is 256 random bits: nobody
/// finds one by guessing, and equal tokens do not occur. Passwords would need more.
///
/// @param name of its bearer; several tokens of one name are how a token is replaced
/// @param expiry from then on it is refused
public record AccessToken(String name, Set<Scope> scopes, String hash, Optional<Instant> expiry) {
  /// Tells those who find one, and programs that look for leaked ones, what it is.
  private static final String PREFIX = "tripgen_";

  private static final int SECRET_BYTES = 32;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");

  public AccessToken {
    scopes = Set.copyOf(scopes);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name is 1 to 64 letters, digits, dots, hyphens and underscores, beginning with a"
              + " letter or digit");
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("a token has at least one scope");
    }
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("a hash is sha256: and 64 lower-case hex digits");
    }
  }

  /// A secret for a caller, to be shown once and stored nowhere.
  public static String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  public static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes the same time wherever the two differ.
  boolean hasHash(String presented) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), presented.getBytes(StandardCharsets.US_ASCII));
  }

  boolean isExpired(Instant now) {
    return expiry.filter(end -> !now.isBefore(end)).isPresent();
  }

  /// Its line in the tokens file.
  public String line() {
    return name
        + " "
        + EnumSet.copyOf(scopes).stream().map(Scope::toString).collect(Collectors.joining(","))
        + " "
        + hash
        + expiry.map(end -> " " + end).orElse("");
  }

  @Override
  public String toString() {
    return "AccessToken[" + name + ", scopes " + scopes + "]";
  }
}
