package io.github.numloss.cli;

import picocli.CommandLine.Command;

/** Everything about data sets. */
@Command(
    name = "data",
    description = "Lists, fetches, verifies and shows data sets.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataListCommand.class,
      DataFetchCommand.class,
      DataVerifyCommand.class,
      DataSamplesCommand.class
    })
final class DataCommand {}
