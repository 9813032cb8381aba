package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.tripgen.ai.server.CallLimits;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.server.TlsFiles;
import com.tripgen.ai.support.TestDatabase;
import com.tripgen.ai.support.TestIdentity;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.ListJobsRequest;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/// TLS, callers' certificates, and how both are replaced while the server runs.
class TlsScenario {
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;

  @TempDir private static Path folder;

  private static TestIdentity one;
  private static TestIdentity two;
  private static TestDatabase database;

  @BeforeAll
  static void start() throws Exception {
    one = TestIdentity.create(folder, "one");
    two = TestIdentity.create(folder, "two");
    database = TestDatabase.create();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  /// The files of a server, which a test may replace.
  private record ServerFiles(Path certificate, Path key, Optional<Path> clientCa) {
    static ServerFiles of(TestIdentity server, Optional<TestIdentity> callers) throws IOException {
      Path own = Files.createTempDirectory(folder, "server");
      ServerFiles files =
          new ServerFiles(
              own.resolve("crt"), own.resolve("key"), callers.map(it -> own.resolve("ca")));
      files.replace(server);
      if (callers.isPresent()) {
        files.replaceCallers(callers.get());
      }
      return files;
    }

    void replace(TestIdentity server) throws IOException {
      copy(server.certificate(), certificate);
      copy(server.key(), key);
    }

    void replaceCallers(TestIdentity callers) throws IOException {
      copy(callers.certificate(), clientCa.orElseThrow());
    }

    private static void copy(Path from, Path to) throws IOException {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    Replica serve() throws Exception {
      return Replica.start(
          database.service(),
          new SecuritySettings(
              InetAddress.getLoopbackAddress(),
              Optional.of(new TlsFiles(certificate, key, clientCa)),
              Optional.empty(),
              true,
              CallLimits.DEFAULT));
    }
  }

  private static ManagedChannel channel(
      Replica replica, TestIdentity server, Optional<TestIdentity> caller) throws IOException {
    TlsChannelCredentials.Builder credentials =
        TlsChannelCredentials.newBuilder().trustManager(server.certificate().toFile());
    if (caller.isPresent()) {
      credentials.keyManager(caller.get().certificate().toFile(), caller.get().key().toFile());
    }
    return Grpc.newChannelBuilder("localhost:" + replica.port(), credentials.build()).build();
  }

  private static Code call(ManagedChannel channel) {
    try {
      var _ =
          JobServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .listJobs(ListJobsRequest.getDefaultInstance());
      return Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  /// What a caller gets on a connection of its own.
  private static Code call(Replica replica, TestIdentity server, Optional<TestIdentity> caller)
      throws IOException {
    ManagedChannel channel = channel(replica, server, caller);
    try {
      return call(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void only_callers_that_speak_tls_and_trust_the_certificate_are_served() throws Exception {
    try (Replica replica = ServerFiles.of(one, Optional.empty()).serve()) {
      assertThat(call(replica, one, Optional.empty())).isEqualTo(Code.OK);
      assertThat(call(replica, two, Optional.empty())).isEqualTo(Code.UNAVAILABLE);
      assertThat(call(replica.channel())).as("in the clear").isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void a_replaced_certificate_is_shown_to_new_connections_and_old_ones_go_on() throws Exception {
    ServerFiles files = ServerFiles.of(one, Optional.empty());
    try (Replica replica = files.serve()) {
      ManagedChannel before = channel(replica, one, Optional.empty());
      assertThat(call(before)).isEqualTo(Code.OK);

      files.replace(two);

      eventually(() -> assertThat(call(replica, two, Optional.empty())).isEqualTo(Code.OK));
      assertThat(call(replica, one, Optional.empty())).isEqualTo(Code.UNAVAILABLE);
      assertThat(call(before)).isEqualTo(Code.OK);
      before.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crt | this is no certificate | there is no certificate",
        "key | this is no key         | the key must be RSA or EC",
        "key | OF ANOTHER             | the key is not that of the certificate"
      })
  void a_broken_file_keeps_the_old_certificate_and_is_told_in_one_line(
      String name, String content, String why) throws Exception {
    ServerFiles files = ServerFiles.of(one, Optional.empty());
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger("com.tripgen.ai.server.ReloadedFiles");
    logger.addAppender(log);
    try (Replica replica = files.serve()) {
      Path broken = files.certificate().resolveSibling(name);
      Files.writeString(
          broken, content.equals("OF ANOTHER") ? Files.readString(two.key()) : content);

      eventually(() -> assertThat(log.list).hasSize(1));
      assertThat(log.list.getFirst().getFormattedMessage())
          .contains("the TLS certificate and key", broken.toString(), why)
          .doesNotContain("\n", content);
      assertThat(log.list.getFirst().getThrowableProxy()).isNull();
      assertThat(call(replica, one, Optional.empty())).isEqualTo(Code.OK);
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void a_server_does_not_start_with_files_that_are_no_pair() throws Exception {
    ServerFiles files = ServerFiles.of(one, Optional.empty());
    Files.copy(two.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(files::serve)
        .hasMessageContaining("the key is not that of the certificate")
        .hasMessageContaining(files.key().toString());
  }

  @Test
  void with_callers_certificates_only_their_owners_are_served_under_their_names() throws Exception {
    TestIdentity caller = TestIdentity.create(folder, "caller");
    TestIdentity stranger = TestIdentity.create(folder, "stranger");
    ServerFiles files = ServerFiles.of(one, Optional.of(caller));
    try (Replica replica = files.serve()) {
      assertThat(call(replica, one, Optional.of(caller))).isEqualTo(Code.OK);
      assertThat(call(replica, one, Optional.empty())).isEqualTo(Code.UNAVAILABLE);
      assertThat(call(replica, one, Optional.of(stranger))).isEqualTo(Code.UNAVAILABLE);
      assertThat(fairnessKey(replica, caller)).isEqualTo("CN=caller");

      files.replaceCallers(stranger);

      eventually(() -> assertThat(call(replica, one, Optional.of(stranger))).isEqualTo(Code.OK));
      assertThat(call(replica, one, Optional.of(caller))).isEqualTo(Code.UNAVAILABLE);
    }
  }

  private static String fairnessKey(Replica replica, TestIdentity caller) throws Exception {
    ManagedChannel channel = channel(replica, one, Optional.of(caller));
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      var _ =
          JobServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .submitJob(Callers.job("mine").build());
      try (var rows =
          statement.executeQuery(
              "SELECT fairness_key FROM ai_schema.ai_jobs WHERE request_id = 'mine'")) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    } finally {
      channel.shutdownNow();
    }
  }

  /// The JDK's own client refuses to speak TLS 1.1, so that its greeting is written by hand.
  @ParameterizedTest
  @CsvSource({"1, " + ALERT, "2, " + ALERT, "3, " + HANDSHAKE})
  void versions_of_tls_before_1_2_are_refused(int minor, int answer) throws Exception {
    try (Replica replica = ServerFiles.of(one, Optional.empty()).serve();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(clientHello(minor));

      assertThat(new DataInputStream(socket.getInputStream()).readUnsignedByte()).isEqualTo(answer);
    }
  }

  private static byte[] clientHello(int minor) throws IOException {
    byte[] extensions = {
      // supported_groups: secp256r1, secp384r1; ec_point_formats: uncompressed
      0,
      10,
      0,
      6,
      0,
      4,
      0,
      23,
      0,
      24,
      0,
      11,
      0,
      2,
      1,
      0,
      // signature_algorithms: ecdsa_secp256r1_sha256, ecdsa_secp384r1_sha384, rsa_pkcs1_sha256
      0,
      13,
      0,
      8,
      0,
      6,
      4,
      3,
      5,
      3,
      4,
      1,
      // ALPN: h2
      0,
      16,
      0,
      5,
      0,
      3,
      2,
      'h',
      '2'
    };
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream hello = new DataOutputStream(body);
    hello.write(new byte[] {3, (byte) minor});
    hello.write(new byte[32]);
    hello.writeByte(0);
    // ECDHE-ECDSA with AES-128: GCM-SHA256 for TLS 1.2, CBC-SHA for what came before.
    hello.write(new byte[] {0, 4, (byte) 0xc0, 0x2b, (byte) 0xc0, 0x09});
    hello.write(new byte[] {1, 0});
    hello.writeShort(extensions.length);
    hello.write(extensions);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    DataOutputStream record = new DataOutputStream(message);
    record.write(new byte[] {HANDSHAKE, 3, 1});
    record.writeShort(body.size() + 4);
    record.writeInt(1 << 24 | body.size());
    body.writeTo(record);
    return message.toByteArray();
  }
}
