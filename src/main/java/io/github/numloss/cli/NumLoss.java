package io.github.numloss.cli;

import io.github.numloss.data.Examples.Split;
import io.github.numloss.device.Devices;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.picture.Fit;
import io.github.numloss.picture.Invert;
import io.github.numloss.source.DataForm;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command. */
@Command(
    name = "numloss",
    description = "Trains, evaluates and exports classifiers whose classes are numbers.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ExportCommand.class,
      CompareCommand.class,
      ExperimentCommand.class,
      ReportCommand.class,
      DataCommand.class,
      ModelsCommand.class,
      MethodsCommand.class,
      DevicesCommand.class,
      BenchCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed while running",
      "2:wrong usage",
      "3:bad or missing input data",
      "4:the device that was asked for is not there",
      "130:stopped by SIGINT, SIGTERM or SIGHUP; the command that goes on was printed"
    })
public final class NumLoss {
  /** What Java reads in place of a letter that the locale's encoding does not have. */
  private static final char MISREAD = '\uFFFD';

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "Print results and errors only.")
  private boolean quiet;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print where in the program an error arose.")
  private boolean verbose;

  private NumLoss() {}

  boolean isQuiet() {
    return quiet;
  }

  boolean isVerbose() {
    return verbose;
  }

  /** Gives the writer for messages that are no results: standard error, or nowhere. */
  PrintWriter messages(CommandSpec spec) {
    return quiet ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getErr();
  }

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    // TensorFlow numbers the nodes of a graph in the default locale's digits, and takes 0 to 9
    // alone.
    Locale.setDefault(Locale.ROOT);
    // Pictures are read and drawn, never shown: no display is needed.
    System.setProperty("java.awt.headless", "true");
    PrintWriter out = new StandardOutput();
    PrintWriter err = new PrintWriter(messages(), true, StandardCharsets.UTF_8);
    String encoding = System.getProperty("sun.jnu.encoding", "");
    boolean isMisread =
        Stream.concat(Stream.of(args), Stream.of(System.getProperty("user.dir")))
            .anyMatch(text -> text.indexOf(MISREAD) >= 0);
    if (isMisread && !encoding.equalsIgnoreCase("UTF-8")) {
      err.println(
          "numloss: names with other letters than those of %s can't be read; start it with ./numloss,"
                  .formatted(encoding)
              + " or set the environment variable LC_ALL to C.UTF-8.");
      System.exit(ExitCode.WRONG_USAGE);
    }
    System.exit(run(out, err, args));
  }

  /**
   * Opens the descriptor that the launcher names for messages; without it, standard error. Opening
   * it by a path would lose its place in a file that other programs write to as well.
   */
  private static OutputStream messages() {
    Integer number = Integer.getInteger("numloss.messages");
    if (number == null) {
      return System.err;
    }
    try {
      Constructor<FileDescriptor> constructor =
          FileDescriptor.class.getDeclaredConstructor(int.class);
      constructor.setAccessible(true);
      return new FileOutputStream(constructor.newInstance(number));
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return System.err;
    }
  }

  /** Runs one command; results go to the first writer, all else to the second. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return execute(commandLine(out, err), args);
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine commandLine =
        new CommandLine(new NumLoss())
            .setOut(out)
            .setErr(err)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler(Failures::wrongUsage)
            .setExecutionExceptionHandler((e, command, parsed) -> Failures.failed(e, command));
    NumberConverter<Integer> whole = new NumberConverter<>("a whole number", Integer::valueOf);
    commandLine.registerConverter(int.class, whole).registerConverter(Integer.class, whole);
    commandLine.registerConverter(
        long.class, new NumberConverter<>("a whole number", Long::valueOf));
    NumberConverter<Double> real = new NumberConverter<>("a number such as 0.05", Double::valueOf);
    commandLine.registerConverter(double.class, real).registerConverter(Double.class, real);
    commandLine.registerConverter(Path.class, new PathConverter());
    register(commandLine, DataForm.class);
    register(commandLine, Devices.Choice.class);
    register(commandLine, Fit.class);
    register(commandLine, Invert.class);
    register(commandLine, OptimizerConfig.Method.class);
    register(commandLine, OptimizerConfig.Schedule.class);
    register(commandLine, Precision.class);
    register(commandLine, Split.class);
    return commandLine;
  }

  static int execute(CommandLine commandLine, String... args) {
    try {
      int code = args.length == 0 ? commandLine.execute("--help") : commandLine.execute(args);
      // A full disk shows in nothing else.
      return code == ExitCode.DONE && StandardOutput.isLost(commandLine.getOut())
          ? Failures.failed(new IOException("standard output can't be written to"), commandLine)
          : code;
    } catch (Error e) {
      return Failures.failed(e, commandLine);
    } finally {
      commandLine.getOut().flush();
      commandLine.getErr().flush();
    }
  }

  private static <E extends Enum<E>> void register(CommandLine commandLine, Class<E> type) {
    commandLine.registerConverter(type, new NamedConverter<>(type));
  }
}
