package io.github.numloss.cli;

import picocli.CommandLine.IVersionProvider;

/** The program's version, from its jar's manifest. */
final class Version implements IVersionProvider {
  /** Gives the version, or "development" when the classes are not in a jar. */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"numloss " + current()};
  }
}
