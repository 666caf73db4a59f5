package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * When the launcher builds. A stand-in for Maven makes a "jar" of the code; one for Java shows it.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has another launcher")
final class LauncherBuildTest {
  private static final List<String> TOOLS =
      List.of(
          ("bash cat chmod cksum cp cut dirname find grep ln locale mkdir mv readlink rm sed"
                  + " sha256sum shasum sleep sort tr")
              .split(" "));
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo called >>"$CALLS"
      for argument; do
        case $argument in -Dtarget=*) target=${argument#-Dtarget=} ;; esac
      done
      sleep 0.3
      if grep -q broken src/main/code; then
        echo "the code is broken"
        exit 1
      fi
      mkdir -p "$target"
      cp src/main/code "$target/numloss.jar"
      """;
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      while [ "$1" != -jar ]; do shift; done
      echo "runs $(cat "$2")"
      """;

  @TempDir private Path folder;
  private Path home;
  private Path tools;
  private Path maven;
  private Path calls;

  @BeforeEach
  void prepare() throws IOException {
    home = Files.createDirectory(folder.resolve("it's home"));
    Files.copy(
        Path.of(System.getProperty("numloss.home"), "numloss"),
        home.resolve("numloss"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(home.resolve("src/main"));
    Files.createDirectories(home.resolve("src/bench/java"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    write("one");
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      for (String place : System.getenv("PATH").split(":", -1)) {
        Path file = Path.of(place, tool);
        if (Files.isExecutable(file) && Files.notExists(tools.resolve(tool))) {
          script("tools/" + tool, "#!/bin/sh\nexec %s \"$@\"\n".formatted(file));
        }
      }
    }
    maven = script("maven/mvn", MAVEN).getParent();
    script("jdk/bin/java", JAVA);
    calls = Files.createFile(folder.resolve("calls"));
  }

  private void write(String code) throws IOException {
    Files.writeString(home.resolve("src/main/code"), code);
  }

  private Path script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Process start(Path where, String path) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(where.resolve("numloss").toString()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("CALLS", calls.toString());
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    return builder.start();
  }

  private static String output(Process process, int code) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(code);
    return output;
  }

  private String run(Path where) throws Exception {
    return output(start(where, maven + ":" + tools), 0);
  }

  private String runWithoutMaven() throws Exception {
    return output(start(home, tools.toString()), 0);
  }

  private void assertBuilds(int count) {
    assertThat(calls).as("builds").content().hasLineCount(count);
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("target"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  @Test
  void buildsWhenTheContentOfTheSourcesChanges() throws Exception {
    assertThat(run(home)).contains("numloss: building (").endsWith("numloss: built.\nruns one\n");
    assertThat(run(home)).isEqualTo("runs one\n");
    assertBuilds(1);
    write("two");
    assertThat(run(home)).endsWith("runs two\n");
    Files.writeString(home.resolve("pom.xml"), "<project></project>");
    assertThat(run(home)).contains("building");
    Files.move(home.resolve("src/main/code"), home.resolve("src/main/moved"));
    Files.writeString(home.resolve("src/main/code"), "three");
    assertThat(run(home)).endsWith("runs three\n");
    Files.writeString(home.resolve("src/bench/java/code"), "of the command bench");
    assertThat(run(home)).contains("building");
    assertBuilds(5);
    try (Stream<Path> left = Files.list(home.resolve("target"))) {
      assertThat(left).as("only jars are left").allMatch(file -> file.toString().endsWith(".jar"));
    }
  }

  @Test
  void neitherACopyNorTouchedFilesAreBuiltAgain() throws Exception {
    run(home);
    Path copy = folder.resolve("copy");
    assertThat(new ProcessBuilder("cp", "-r", home.toString(), copy.toString()).start().waitFor())
        .isZero();
    Files.setLastModifiedTime(
        copy.resolve("src/main/code"), FileTime.from(Instant.now().plusSeconds(60)));
    Files.writeString(copy.resolve("src/main/.code.swp"), "an editor's");
    assertThat(run(copy)).isEqualTo("runs one\n");
    write("two");
    run(home);
    write("one");
    assertThat(run(home)).as("back to what was built before").isEqualTo("runs one\n");
    assertBuilds(2);
  }

  @Test
  void takesWhatMavenPackedFromTheseSources() throws Exception {
    Path target = Files.createDirectory(home.resolve("target"));
    Files.writeString(target.resolve("numloss.jar"), "packed");
    assertThat(run(home)).as("packed from who knows what").endsWith("runs one\n");
    write("two");
    Files.createDirectories(target.resolve("built/src/main"));
    Files.createDirectories(target.resolve("built/src/bench/java"));
    Files.copy(home.resolve("pom.xml"), target.resolve("built/pom.xml"));
    Files.writeString(target.resolve("built/src/main/code"), "two");
    assertThat(run(home)).isEqualTo("runs packed\n");
    assertBuilds(1);
    Files.writeString(target.resolve("built/src/main/code"), "packed from this since");
    assertThat(run(home)).isEqualTo("runs packed\n");
    write("three");
    assertThat(run(home)).endsWith("runs three\n");
  }

  @Test
  void leavesTheJarAloneThatAProgramHasOpen() throws Exception {
    run(home);
    Path jar = jars().get(0);
    Object file = Files.getAttribute(jar, "unix:ino");
    FileTime time = Files.getLastModifiedTime(jar);
    write("two");
    run(home);
    assertThat(jars()).hasSize(2);
    assertThat(jar).hasContent("one");
    assertThat(Files.getAttribute(jar, "unix:ino")).isEqualTo(file);
    assertThat(Files.getLastModifiedTime(jar)).isEqualTo(time);
  }

  @Test
  void withoutMavenTheNewestOfWhatWasBuiltRunsWithAWarning() throws Exception {
    assertThat(output(start(home, tools.toString()), 1))
        .isEqualTo(
            "numloss: it is not built, and there is no mvn on the PATH; install Maven 3.8 or"
                + " later.\n");
    run(home);
    Files.setLastModifiedTime(jars().get(0), FileTime.from(Instant.now().minusSeconds(60)));
    write("two");
    run(home);
    write("three");
    assertThat(runWithoutMaven())
        .startsWith("numloss: its sources have changed since it was built, and there is no mvn")
        .endsWith("\nruns two\n");
    write("one");
    assertThat(runWithoutMaven()).isEqualTo("runs one\n");
  }

  @Test
  void aFailedBuildIsToldAndCanBeMended() throws Exception {
    run(home);
    write("broken");
    assertThat(output(start(home, maven + ":" + tools), 1))
        .contains("the code is broken\n")
        .endsWith("numloss: the build failed, see above.\n");
    write("mended");
    assertThat(run(home)).endsWith("runs mended\n");
  }

  @Test
  void launchersThatStartTogetherBuildOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(start(home, maven + ":" + tools));
    }
    for (Process process : processes) {
      assertThat(output(process, 0)).endsWith("runs one\n");
    }
    assertBuilds(1);
  }

  @Test
  void aBuilderThatWasKilledHoldsNobodyUp() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path target = Files.createDirectory(home.resolve("target"));
    Path left = Files.createDirectory(target.resolve("launcher-" + gone.pid()));
    Files.createSymbolicLink(target.resolve("launcher.turn"), Path.of(Long.toString(gone.pid())));
    assertThat(run(home)).endsWith("runs one\n");
    assertThat(left).doesNotExist();
  }
}
