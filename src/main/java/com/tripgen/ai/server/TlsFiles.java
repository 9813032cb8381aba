package com.tripgen.ai.server;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The PEM files of a server that speaks TLS, 1.2 or 1.3.
///
/// @param certificate with the chain after it
/// @param key PKCS #8, not encrypted
/// @param clientCa who signs the certificates that callers must show; none: callers show none
public record TlsFiles(Path certificate, Path key, Optional<Path> clientCa) {

  /// What connections are made with from now on; they follow the files.
  ServerCredentials credentials(ReloadedFiles files) {
    AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
    files.use(
        "the TLS certificate and key",
        List.of(certificate, key),
        contents -> {
          X509Certificate[] chain = certificates(contents.getFirst());
          PrivateKey secret = privateKey(contents.getLast());
          requirePair(chain[0].getPublicKey(), secret);
          identity.updateIdentityCredentials(chain, secret);
        });
    TlsServerCredentials.Builder credentials =
        TlsServerCredentials.newBuilder().keyManager(identity);
    clientCa.ifPresent(
        ca -> {
          CallerTrust callers = new CallerTrust();
          files.use(
              "the TLS certificates that callers are checked against",
              List.of(ca),
              contents -> callers.replace(certificates(contents.getFirst())));
          credentials.trustManager(callers).clientAuth(ClientAuth.REQUIRE);
        });
    return credentials.build();
  }

  private static X509Certificate[] certificates(byte[] pem) {
    try {
      X509Certificate[] certificates =
          CertificateUtils.getX509Certificates(new ByteArrayInputStream(pem));
      if (certificates.length == 0) {
        throw new CertificateException("the file holds none");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new IllegalArgumentException("there is no certificate in PEM format", e);
    }
  }

  private static PrivateKey privateKey(byte[] pem) {
    try {
      return CertificateUtils.getPrivateKey(new ByteArrayInputStream(pem));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException(
          "the key must be RSA or EC, in PKCS #8 and PEM format, not encrypted; openssl pkcs8"
              + " -topk8 -nocrypt makes one",
          e);
    }
  }

  /// Two files are not replaced at once: between the one and the other they do not belong together.
  private static void requirePair(PublicKey known, PrivateKey secret)
      throws GeneralSecurityException {
    String algorithm = signature(secret.getAlgorithm());
    if (algorithm == null || !known.getAlgorithm().equals(secret.getAlgorithm())) {
      throw notAPair();
    }
    byte[] sample = {1};
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(secret);
    signing.update(sample);
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(known);
    verifying.update(sample);
    if (!verifying.verify(signing.sign())) {
      throw notAPair();
    }
  }

  private static @Nullable String signature(String keyAlgorithm) {
    return switch (keyAlgorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> null;
    };
  }

  private static IllegalArgumentException notAPair() {
    return new IllegalArgumentException("the key is not that of the certificate");
  }
}
