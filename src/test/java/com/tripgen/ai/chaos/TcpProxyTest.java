package com.tripgen.ai.chaos;

import static com.tripgen.ai.support.Eventually.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tripgen.ai.chaos.TcpProxy.Mode;
import com.tripgen.ai.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpProxyTest {
  private static final int SHORT_MILLIS = 200;

  private ServerSocket echo;
  private TcpProxy proxy;

  @BeforeEach
  void open() throws Exception {
    echo = new ServerSocket(0);
    Thread.ofVirtual().start(this::echo);
    proxy = TcpProxy.to("127.0.0.1", echo.getLocalPort());
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    echo.close();
  }

  private void echo() {
    while (!echo.isClosed()) {
      try {
        Socket caller = echo.accept();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (caller) {
                    caller.getInputStream().transferTo(caller.getOutputStream());
                  } catch (IOException gone) {
                    // The test cut it.
                  }
                });
      } catch (IOException closed) {
        return;
      }
    }
  }

  private Socket connect() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static void say(Socket socket, int word) throws Exception {
    socket.getOutputStream().write(word);
  }

  private static int echoOf(Socket socket, int word) throws Exception {
    say(socket, word);
    return socket.getInputStream().read();
  }

  private static void assertHearsNothing(Socket socket) throws Exception {
    socket.setSoTimeout(SHORT_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  @Test
  void it_passes_both_ways_and_passes_on_the_end() throws Exception {
    try (Socket socket = connect()) {
      assertThat(echoOf(socket, 1)).isEqualTo(1);
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void what_is_held_is_delivered_later() throws Exception {
    try (Socket socket = connect()) {
      assertThat(echoOf(socket, 1)).isEqualTo(1);
      proxy.set(Mode.HOLD);
      say(socket, 2);
      try (Socket late = connect()) {
        say(late, 3);
        assertHearsNothing(socket);
        proxy.set(Mode.PASS);
        assertThat(socket.getInputStream().read()).isEqualTo(2);
        assertThat(late.getInputStream().read()).isEqualTo(3);
      }
    }
  }

  @Test
  void a_black_hole_swallows_for_ever_what_was_connected_and_new_connections_work_again()
      throws Exception {
    try (Socket socket = connect()) {
      assertThat(echoOf(socket, 1)).isEqualTo(1);
      proxy.set(Mode.BLACKHOLE);
      say(socket, 2);
      assertHearsNothing(socket);
      proxy.set(Mode.PASS);
      say(socket, 3);
      assertHearsNothing(socket);
      try (Socket next = connect()) {
        assertThat(echoOf(next, 4)).isEqualTo(4);
      }
    }
  }

  @Test
  void only_the_open_connections_can_be_silenced() throws Exception {
    try (Socket socket = connect()) {
      assertThat(echoOf(socket, 1)).isEqualTo(1);
      proxy.silenceOpenConnections();
      say(socket, 2);
      assertHearsNothing(socket);
      try (Socket next = connect()) {
        assertThat(echoOf(next, 3)).isEqualTo(3);
      }
    }
  }

  @Test
  void a_cut_resets_also_what_is_silent() throws Exception {
    try (Socket socket = connect()) {
      assertThat(echoOf(socket, 1)).isEqualTo(1);
      proxy.silenceOpenConnections();
      proxy.cut();
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void a_target_that_is_away_breaks_the_connection_and_not_the_proxy() throws Exception {
    echo.close();
    try (Socket socket = connect()) {
      assertThatThrownBy(() -> echoOf(socket, 1)).isInstanceOf(SocketException.class);
    }
    echo = new ServerSocket(echo.getLocalPort());
    Thread.ofVirtual().start(this::echo);
    try (Socket socket = connect()) {
      assertThat(echoOf(socket, 2)).isEqualTo(2);
    }
  }

  @Test
  void the_answer_to_the_commit_of_the_named_statement_is_lost_and_no_other() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        TcpProxy network = TcpProxy.to(database.owner());
        Connection direct = database.connect();
        Connection connection = TestDatabase.connect(network.through(database.owner()))) {
      execute(connection, "CREATE TABLE lines (line INTEGER)");
      connection.setAutoCommit(false);
      CompletableFuture<Void> lost = network.loseAnswerToCommitOf("INSERT INTO lines");
      // Often enough for the driver to send COMMIT by the name of a prepared statement.
      for (int i = 0; i < 10; i++) {
        execute(connection, "SELECT 1");
        connection.commit();
      }
      execute(connection, "INSERT INTO lines VALUES (1)");
      connection.rollback();
      execute(connection, "SELECT 1");
      connection.commit();
      assertThat(lost).isNotDone();

      execute(connection, "INSERT INTO lines VALUES (2)");
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
      lost.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      try (var statement = direct.createStatement();
          var rows = statement.executeQuery("SELECT sum(line) FROM lines")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(2);
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
