package com.tripgen.ai.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;

/// The generated passwords of an embedded database, kept in a file that only its owner can read.
record Credentials(String administrator, String owner, String service) {

  /// Letters, digits, `-` and `_` only: safe in SQL and in a file of properties.
  static Credentials generate(SecureRandom random) {
    return new Credentials(password(random), password(random), password(random));
  }

  static Credentials load(Path file) throws IOException {
    Properties properties = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new Credentials(
        required(properties, "administrator", file),
        required(properties, "owner", file),
        required(properties, "service", file));
  }

  void store(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("administrator", administrator);
    properties.setProperty("owner", owner);
    properties.setProperty("service", service);
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (FileChannel channel = createPrivate(unfinished);
        Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
      properties.store(writer, "Passwords of the embedded PostgreSQL");
      writer.flush();
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static FileChannel createPrivate(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  @Override
  public String toString() {
    return "Credentials[hidden]";
  }

  private static String password(SecureRandom random) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String required(Properties properties, String key, Path file) throws IOException {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IOException(file + " has no password of the " + key);
    }
    return value;
  }
}
