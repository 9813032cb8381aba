package com.tripgen.ai.models;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/// By what an answer is kept: everything that decides it. The data holds the canonical request and
/// what the sources, the catalogue among them, know for it.
final class AnswerKey {
  private AnswerKey() {}

  static String of(String model, Question question) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Stream.of(
              model,
              question.task(),
              question.instructions(),
              question.schema(),
              question.data(),
              Integer.toString(question.mostOutputTokens()))
          .forEach(
              part -> {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
              });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
