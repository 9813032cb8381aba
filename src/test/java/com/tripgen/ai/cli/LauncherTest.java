package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on a machine that has only what a test puts there.
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "dirname",
          "find",
          "grep",
          "head",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "tail",
          "touch");

  @TempDir private Path machine;

  private final Map<String, String> environment = new HashMap<>();
  private Path project;
  private Path tools;

  private record Ended(int code, String out, String err, long pid) {}

  @BeforeEach
  void a_machine_without_java_and_maven() throws IOException {
    project = Files.createDirectory(machine.resolve("my project"));
    tools = Files.createDirectory(machine.resolve("tools"));
    for (String tool : TOOLS) {
      executable(tools.resolve(tool), "#!/bin/sh\nexec " + found(tool) + " \"$@\"\n");
    }
    // The places where a JDK is usually found are those of this machine.
    String script =
        Files.readString(Path.of("tripgen"))
            .replaceAll("(?<= )/(?=usr/|opt/|Library/)", machine + "/");
    executable(project.resolve("tripgen"), script);
    environment.put("PATH", tools.toString());
    environment.put("HOME", machine.resolve("home").toString());
    environment.put("TMPDIR", machine.toString());
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(project.resolve("tripgen").toString()));
    command.addAll(List.of(arguments));
    Path out = machine.resolve("out");
    Path err = machine.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    int code = process.waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err), process.pid());
  }

  private Path jdk(String folder, String version) throws IOException {
    Path home = machine.resolve(folder);
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nX=\"25\"\n");
    // One that is told to make a cache makes one, unless the machine forbids it.
    executable(
        bin.resolve("java"),
        """
        #!/usr/bin/env bash
        echo $$
        printf '[%%s]' "$@"
        for option; do
          case $option in
            -XX:AOTCacheOutput=*)
              echo "$*" >>'%1$s/trainings'
              [ ! -e '%1$s/no-cache' ] || exit 1
              echo cache >"${option#*=}" ;;
          esac
        done
        """
            .formatted(machine));
    return home;
  }

  private void maven(String whatItDoes) throws IOException {
    executable(
        tools.resolve("mvn"),
        "#!/usr/bin/env bash\necho built >>'" + machine + "/builds'\n" + whatItDoes + "\n");
  }

  private long builds() throws IOException {
    Path log = machine.resolve("builds");
    return Files.exists(log) ? Files.readString(log).lines().count() : 0;
  }

  private void sources() throws IOException {
    for (String folder : List.of("proto", "mybatis", "src/main")) {
      Files.createDirectories(project.resolve(folder));
    }
    Files.writeString(project.resolve("pom.xml"), "<project/>");
  }

  private void jar() throws IOException {
    Files.createDirectories(project.resolve("target"));
    Files.writeString(project.resolve("target/tripgen-ai.jar"), "jar");
  }

  @Test
  void without_a_new_enough_jdk_it_says_which_one_to_install() throws Exception {
    jdk("usr/lib/jvm/java-17", "17.0.15");

    Ended ended = run("serve");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err().lines())
        .containsExactly(
            "tripgen: JDK 25 or newer was not found; install one (for example Temurin 25) or set"
                + " JAVA_HOME to it.");
  }

  @Test
  void java_home_comes_first() throws Exception {
    jdk("usr/lib/jvm/java-25", "25");
    Path chosen = jdk("mine", "25.0.1");
    environment.put("JAVA_HOME", chosen.toString());

    assertThat(run("--java").out().strip()).isEqualTo(chosen + "/bin/java");
  }

  @Test
  void an_old_java_home_is_passed_over() throws Exception {
    Path found = jdk("usr/lib/jvm/java-26", "26-ea");
    environment.put("JAVA_HOME", jdk("old", "21.0.2").toString());

    assertThat(run("--java").out().strip()).isEqualTo(found + "/bin/java");
  }

  @Test
  void the_java_on_the_path_is_found_through_its_links() throws Exception {
    Path home = jdk("somewhere", "25.0.1");
    Files.createSymbolicLink(tools.resolve("java"), home.resolve("bin/java"));

    assertThat(run("--java").out().strip()).isEqualTo(home.toRealPath() + "/bin/java");
  }

  @Test
  void without_maven_it_says_so() throws Exception {
    jdk("usr/lib/jvm/java-25", "25");
    sources();

    Ended ended = run("demo");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err().lines())
        .containsExactly(
            "tripgen: Maven was not found; install Maven 3.8 or newer, it builds tripgen once.");
  }

  @Test
  void without_sources_and_jar_it_says_so() throws Exception {
    jdk("usr/lib/jvm/java-25", "25");

    Ended ended = run("demo");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("tripgen-ai.jar is missing");
  }

  @Test
  void it_builds_once_and_again_after_a_change() throws Exception {
    jdk("usr/lib/jvm/java-25", "25");
    sources();
    maven("mkdir -p target && echo jar >target/tripgen-ai.jar");

    assertThat(run("demo").err().lines())
        .containsExactly("tripgen: building, which takes a few minutes the first time ...");
    assertThat(run("demo").err()).isEmpty();
    assertThat(builds()).isEqualTo(1);

    Path source = Files.writeString(project.resolve("src/main/New.java"), "class New {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("demo").code()).isZero();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void what_was_built_starts_from_a_cache_until_it_is_built_anew() throws Exception {
    jdk("usr/lib/jvm/java-25", "25");
    sources();
    maven("mkdir -p target && echo jar >target/tripgen-ai.jar");
    Path cache = project.resolve("target/tripgen-ai.aot");

    assertThat(run("serve").out()).contains("[-XX:AOTCache=" + cache + "]");
    assertThat(trainings()).singleElement(STRING).endsWith(" demo --keep=false --rehearse=30");
    assertThat(leftBehind()).isEmpty();

    Path jar = project.resolve("target/tripgen-ai.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run("serve").out()).doesNotContain("AOTCache");
    assertThat(trainings()).hasSize(1);
  }

  @Test
  void a_cache_that_cannot_be_made_is_done_without() throws Exception {
    jdk("usr/lib/jvm/java-25", "25");
    sources();
    maven("mkdir -p target && echo jar >target/tripgen-ai.jar");
    Files.createFile(machine.resolve("no-cache"));

    Ended ended = run("serve");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).endsWith("[serve]").doesNotContain("AOTCache");
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(trainings()).hasSize(1);
    assertThat(leftBehind()).isEmpty();
  }

  @Test
  void after_a_build_by_hand_the_cache_is_made_on_demand() throws Exception {
    jdk("usr/lib/jvm/java-25", "25");
    jar();
    Path cache = project.resolve("target/tripgen-ai.aot");
    Path forbidden = Files.createFile(machine.resolve("no-cache"));

    Ended failed = run("--prepare-start");

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err().lines()).singleElement(STRING).contains("could not be made");

    Files.delete(forbidden);
    Ended ended = run("--prepare-start");

    assertThat(ended.code()).isZero();
    assertThat(ended.out() + ended.err()).isEmpty();
    assertThat(cache).hasContent("cache");
    assertThat(leftBehind()).isEmpty();
    assertThat(run("serve").out()).contains("[-XX:AOTCache=" + cache + "]");
  }

  private List<String> trainings() throws IOException {
    return Files.readAllLines(machine.resolve("trainings"));
  }

  /// What is in the folder of the build besides what belongs there.
  private List<Path> leftBehind() throws IOException {
    try (Stream<Path> files = Files.list(project.resolve("target"))) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith("tripgen-ai."))
          .toList();
    }
  }

  @Test
  void a_failed_build_shows_why() throws Exception {
    jdk("usr/lib/jvm/java-25", "25");
    sources();
    maven("echo '[INFO] noise'; echo '[ERROR] Main.java: no semicolon'; exit 1");

    Ended ended = run("demo");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("[ERROR] Main.java: no semicolon", "the build failed")
        .doesNotContain("noise");
  }

  @Test
  void the_jvm_takes_the_place_of_the_launcher_and_gets_the_arguments_as_they_are()
      throws Exception {
    jdk("usr/lib/jvm/java-25", "25");
    jar();
    environment.put("TRIPGEN_JAVA_OPTIONS", "-Xmx1g -Dx=y");

    Ended ended = run("demo", "--trip", "my trip.json", "");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .startsWith(ended.pid() + "\n")
        .contains("[-Xmx1g][-Dx=y][-jar][" + project + "/target/tripgen-ai.jar]")
        .endsWith("[demo][--trip][my trip.json][]");
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script, StandardCharsets.UTF_8);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Path found(String tool) {
    return List.of("/usr/bin", "/bin").stream()
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
