package com.tripgen.ai.database;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once per build of them: `initdb`, `pg_ctl` and `postgres`.
final class PostgresBinaries {
  /// Threads of one process can't wait for each other on a file lock.
  private static final ReentrantLock UNPACKING = new ReentrantLock();

  private static final Pattern VERSION = Pattern.compile("postgres \\(PostgreSQL\\) (\\d+)");

  private final Path programs;

  /// @param programs folder of the programs
  PostgresBinaries(Path programs) {
    this.programs = programs;
  }

  /// The platforms whose programs are on the class path.
  enum Platform {
    LINUX_X86("postgres-linux-x86_64.txz"),
    LINUX_ARM("postgres-linux-arm_64.txz"),
    MAC_ARM("postgres-darwin-arm_64.txz");

    private final String archive;

    Platform(String archive) {
      this.archive = archive;
    }

    static Platform current() {
      return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String system, String processor) {
      boolean arm = processor.equals("aarch64") || processor.equals("arm64");
      boolean x86 = processor.equals("amd64") || processor.equals("x86_64");
      String name = system.toLowerCase(Locale.ROOT);
      if (name.startsWith("linux") && (arm || x86)) {
        return arm ? LINUX_ARM : LINUX_X86;
      }
      if (name.startsWith("mac") && arm) {
        return MAC_ARM;
      }
      throw new DatabaseStartException(
          "there is no embedded PostgreSQL for "
              + system
              + " on "
              + processor
              + ": give a database of your own with --database-url");
    }
  }

  /// Unpacks below `cache` unless that was done before, by this process or any other.
  static PostgresBinaries unpack(Platform platform, Path cache) {
    URL archive = PostgresBinaries.class.getResource("/" + platform.archive);
    if (archive == null) {
      throw new DatabaseStartException(
          "the embedded PostgreSQL is missing from this build: " + platform.archive);
    }
    UNPACKING.lock();
    try {
      Path home = cache.resolve(key(archive, platform));
      if (!Files.exists(home)) {
        Files.createDirectories(cache);
        unpackOnce(archive, home);
      }
      return new PostgresBinaries(home.resolve("bin"));
    } catch (IOException e) {
      throw new DatabaseStartException(
          "PostgreSQL can't be unpacked to " + cache + ": " + DataFolder.reason(e), e);
    } finally {
      UNPACKING.unlock();
    }
  }

  /// Where the user's programs keep what can be made again.
  static Path userCache() {
    String given = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"));
    Path caches;
    if (given != null && !given.isBlank()) {
      caches = Path.of(given);
    } else if (System.getProperty("os.name").startsWith("Mac")) {
      caches = home.resolve("Library").resolve("Caches");
    } else {
      caches = home.resolve(".cache");
    }
    return caches.resolve("tripgen-ai");
  }

  Path program(String name) {
    return programs.resolve(name);
  }

  /// The major version, as the server itself tells it.
  int majorVersion() throws IOException {
    Process server = new ProcessBuilder(program("postgres").toString(), "--version").start();
    try (BufferedReader output = server.inputReader()) {
      String line = output.readLine();
      Matcher version = VERSION.matcher(line == null ? "" : line);
      if (!version.lookingAt()) {
        throw new IOException("the programs of PostgreSQL are damaged: delete " + programs);
      }
      return Integer.parseInt(version.group(1));
    }
  }

  /// Another build of the same version has another checksum.
  private static String key(URL archive, Platform platform) throws IOException {
    URLConnection connection = archive.openConnection();
    long mark =
        connection instanceof JarURLConnection jar
            ? jar.getJarEntry().getCrc()
            : connection.getContentLengthLong();
    return platform.archive.replace(".txz", "-") + Long.toHexString(mark);
  }

  private static void unpackOnce(URL archive, Path home) throws IOException {
    Path lockFile = home.resolveSibling("lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      if (Files.exists(home)) {
        return;
      }
      Path unfinished = home.resolveSibling(home.getFileName() + ".new");
      DataFolder.deleteTree(unfinished);
      Files.createDirectory(unfinished);
      try (InputStream file = archive.openStream();
          InputStream tar = new XZInputStream(new BufferedInputStream(file));
          TarArchiveInputStream entries = new TarArchiveInputStream(tar)) {
        for (TarArchiveEntry entry = entries.getNextEntry();
            entry != null;
            entry = entries.getNextEntry()) {
          unpack(entry, entries, unfinished);
        }
      }
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("the archive of PostgreSQL leaves its folder with " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    Files.setPosixFilePermissions(target, permissions((entry.getMode() & 0100) != 0));
  }

  private static Set<PosixFilePermission> permissions(boolean executable) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }
}
