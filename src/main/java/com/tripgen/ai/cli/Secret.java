package com.tripgen.ai.cli;

import java.util.Map;

/// A password in the environment, or in the file that another variable names. Never an argument:
/// these stand in the list of processes.
///
/// @param variable such as `TRIPGEN_DATABASE_PASSWORD`; with `_FILE` after it the one of the file
/// @param whose in words
record Secret(String variable, String whose) {
  String fileVariable() {
    return variable + "_FILE";
  }

  /// @throws UserError when it is nowhere
  String read(Map<String, String> environment) {
    return EnvironmentSecret.read(environment, variable)
        .orElseThrow(
            () ->
                new UserError(
                    "the password of "
                        + whose
                        + " is missing: put it in "
                        + variable
                        + ", or in a file and the file's name in "
                        + fileVariable()));
  }
}
