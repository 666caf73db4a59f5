package io.github.numloss.cli;

import picocli.CommandLine.Command;

/** Everything about data sets. */
@Command(
    name = "data",
    description = {
      "Lists, fetches, verifies, describes, converts and shows data sets.",
      "Data of your own is told by its content. A folder of pictures, each in a folder named by its"
          + " number: DIR/7.5/*.jpg, or DIR/train/7.5/ and DIR/test/7.5/. A table (CSV, TSV) with a"
          + " header: numbers and the column to learn, or pixels, or the names of pictures; columns"
          + " named sample_weight, split and group are taken as such. NumPy files (.npz) with x_train, y_train,"
          + " x_test and y_test, or X and y. A folder of IDX files, MNIST's format.",
      "What the data does not say itself can lie beside it as dataset.json (of a file:"
          + " NAME.dataset.json), or be said by options."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataListCommand.class,
      DataFetchCommand.class,
      DataVerifyCommand.class,
      DataDescribeCommand.class,
      DataConvertCommand.class,
      DataSamplesCommand.class,
      DataCacheCommand.class
    })
final class DataCommand {}
