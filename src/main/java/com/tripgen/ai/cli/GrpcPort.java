package com.tripgen.ai.cli;

import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.server.HttpPortException;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.server.UnusableFileException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/// The port of a server: how it is taken and how it is called.
final class GrpcPort {
  private GrpcPort() {}

  /// @throws UserError when the port can't be had, or a file can't be used
  static Server start(
      ServerConfig config, UnaryOperator<JobHandler> wrap, OpenResources resources) {
    try {
      return resources.open(() -> Server.start(config, wrap));
    } catch (HttpPortException e) {
      throw new UserError(sentence(e.port(), "--http-port", e), e);
    } catch (IOException e) {
      throw new UserError(sentence(config.port(), "--port", e), e);
    } catch (UnusableFileException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  static String address(Server server) {
    return text(server.address());
  }

  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }

  /// The socket libraries tell the reasons apart by their message alone.
  private static String sentence(int port, String option, IOException failure) {
    StringBuilder reasons = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reasons.append(cause.getMessage()).append('\n');
    }
    String choose = "choose another with " + option;
    if (reasons.indexOf("already in use") >= 0) {
      return "port " + port + " is in use; stop what listens there or " + choose;
    }
    if (reasons.indexOf("ermission denied") >= 0) {
      return "port " + port + " is not for ordinary users; " + choose;
    }
    return "port " + port + " can't be listened on (" + failure.getMessage() + "); " + choose;
  }
}
