package io.github.numloss.cli;

import io.github.numloss.provenance.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** What --version prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "numloss %s (commit %s)".formatted(BuildInfo.version(), BuildInfo.commit()),
      "Java %s on %s".formatted(System.getProperty("java.version"), System.getProperty("os.name"))
    };
  }
}
