package com.tripgen.ai.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The account PostgreSQL's programs run under. They refuse to run as root, so that root starts
/// them
///
/// - in a user namespace of their own, where root is nobody and still owns its files, or
/// - where a container forbids that, as an ordinary user who is given the cluster's files.
sealed interface PostgresAccount {

  /// What the user who started us is.
  record Same() implements PostgresAccount {}

  record Namespace() implements PostgresAccount {}

  record Other(int uid) implements PostgresAccount {}

  int NOBODY = 65534;

  /// A cluster stays with the account it belongs to.
  static PostgresAccount choose(DataFolder folder) throws IOException {
    if (new UnixSystem().getUid() != 0) {
      return new Same();
    }
    int owner = folder.hasCluster() ? uidOf(folder.cluster()) : 0;
    if (owner != 0) {
      return new Other(owner);
    }
    PostgresAccount namespace = new Namespace();
    return namespace.succeeds(List.of("true")) ? namespace : new Other(NOBODY);
  }

  /// The command as this account runs it.
  default List<String> running(List<String> command) {
    List<String> prefix =
        switch (this) {
          case Same() -> List.of();
          case Namespace() -> List.of("unshare", "--user");
          case Other(int uid) ->
              List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups");
        };
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /// Lets this account reach its cluster in the folder, and makes sure that it does.
  default void prepare(DataFolder folder) throws IOException {
    if (!(this instanceof Other(int uid))) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder.path());
    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(folder.path(), permissions);
    if (folder.hasCluster() && uidOf(folder.cluster()) != uid) {
      own(folder.cluster());
    }
    if (!succeeds(List.of("test", "-x", folder.path().toString()))) {
      throw new DatabaseStartException(
          "PostgreSQL refuses to run as root, and user "
              + uid
              + ", which it runs as instead, can't reach "
              + folder.path()
              + ": choose another data folder, or start as an ordinary user");
    }
  }

  /// Hands a file or a whole folder to this account.
  default void own(Path root) throws IOException {
    if (this instanceof Other(int uid)) {
      try (Stream<Path> tree = Files.walk(root)) {
        for (Path path : tree.toList()) {
          Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
          Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  private boolean succeeds(List<String> command) {
    try {
      return new ProcessBuilder(running(command))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int uidOf(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }
}
