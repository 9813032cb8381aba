package com.tripgen.ai.server;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/// Who may reach a server, and what of it.
///
/// @param host the address to listen on
/// @param tls none: in the clear
/// @param tokens the file of the tokens that are let in; none: whoever reaches the server may do
///   everything
/// @param reflection whether the contract can be asked for
/// @param limits what one caller or connection may take
public record SecuritySettings(
    InetAddress host,
    Optional<TlsFiles> tls,
    Optional<Path> tokens,
    boolean reflection,
    CallLimits limits) {

  /// For callers on this machine.
  public static final SecuritySettings LOOPBACK =
      new SecuritySettings(
          InetAddress.getLoopbackAddress(),
          Optional.empty(),
          Optional.empty(),
          true,
          CallLimits.DEFAULT);
}
