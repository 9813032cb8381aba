package com.tripgen.ai.operations;

/// One item of the installation's checklist.
///
/// @param name stable, such as `indexes`
/// @param detail what was found, in one sentence
/// @param remedy the command, or the SQL after a comment that says who runs it; empty when OK
public record InstallationCheck(String name, Status status, String detail, String remedy) {
  /// How a check came out.
  public enum Status {
    OK,
    /// Works, but should be known.
    WARNING,
    FAILED
  }

  static InstallationCheck ok(String name, String detail) {
    return new InstallationCheck(name, Status.OK, detail, "");
  }

  static InstallationCheck warning(String name, String detail, String remedy) {
    return new InstallationCheck(name, Status.WARNING, detail, remedy);
  }

  static InstallationCheck failed(String name, String detail, String remedy) {
    return new InstallationCheck(name, Status.FAILED, detail, remedy);
  }

  public boolean hasFailed() {
    return status == Status.FAILED;
  }
}
