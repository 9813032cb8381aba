package com.tripgen.ai.cli;

import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// The port of a server: how it is taken and how it is called.
final class GrpcPort {
  private GrpcPort() {}

  /// @throws UserError when the port can't be had
  static Server start(
      ServerConfig config, UnaryOperator<JobHandler> wrap, OpenResources resources) {
    try {
      return resources.open(() -> Server.start(config, wrap));
    } catch (IOException e) {
      throw new UserError(sentence(config.port(), e), e);
    }
  }

  static String address(Server server) {
    return "127.0.0.1:" + server.port();
  }

  /// The socket libraries tell the reasons apart by their message alone.
  private static String sentence(int port, IOException failure) {
    StringBuilder reasons = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reasons.append(cause.getMessage()).append('\n');
    }
    String choose = "choose another with --port";
    if (reasons.indexOf("already in use") >= 0) {
      return "port " + port + " is in use; stop what listens there or " + choose;
    }
    if (reasons.indexOf("ermission denied") >= 0) {
      return "port " + port + " is not for ordinary users; " + choose;
    }
    return "port " + port + " can't be listened on (" + failure.getMessage() + "); " + choose;
  }
}
