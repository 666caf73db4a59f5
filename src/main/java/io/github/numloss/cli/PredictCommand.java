package io.github.numloss.cli;

import io.github.numloss.decode.Argmax;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import io.github.numloss.picture.Ink;
import io.github.numloss.picture.Preparer;
import io.github.numloss.predict.LoadedModel;
import io.github.numloss.predict.ModelInfo;
import io.github.numloss.source.ImageFiles;
import io.github.numloss.source.Unlabelled;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Predicts pictures, rows of tables and arrays with an exported model. */
@Command(
    name = "predict",
    description = {
      "Predicts the numbers of pictures, or of rows of a table or an array, with an exported model;"
          + " prints one line of JSON for each.",
      "Pictures are turned as their EXIF orientation says, converted to grey and made as the model's"
          + " training images were: for MNIST light on dark, the digit cut out, scaled and centred."
          + " Of several pictures in one file the first is taken. The images of an IDX file are"
          + " taken as they are, but for their size.",
      "Of a table, the columns that the model learned are taken by their names, in any order, and all"
          + " others are ignored; a model of pictures takes columns of pixels, or one of paths. A line"
          + " then says which line of the table it is of. What is missing is filled as in training,"
          + " with numbers of the training data (train --missing). Of a file of arrays, X, x_test and"
          + " the like are taken.",
      "Where training images were held back (train --validation), a line also has"
          + " calibratedProbabilities, made as sure as they were right on those, and an interval: of"
          + " images of their kind, at least 90 %% have their number from its first to its last. For"
          + " images of another kind there is no such promise.",
      "A file that can't be read is reported on standard error, and the others are predicted; the"
          + " exit code is 3 then."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec spec;
  @ParentCommand private NumLoss root;

  @Mixin private ModelOption exported;
  @Mixin private PreparationOptions preparation;

  @Mixin private DecoderOptions decoding;
  @Mixin private HardwareOptions hardware;
  @Mixin private JsonOption json;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Pictures (PNG, JPEG, GIF, BMP, TIFF, WebP), folders of them, IDX files and tables (CSV, TSV),"
              + " also compressed with gzip, arrays (.npz, .npy), or - for one file on standard input,"
              + " but not of arrays.")
  private List<Path> files;

  @Override
  public Integer call() throws IOException, NoSuchDeviceException {
    if (Collections.frequency(files, Path.of(STANDARD_INPUT)) > 1) {
      throw Usage.wrong(spec, "standard input, -, can be read only once");
    }
    decoding.require();
    json.requireWritable();
    try (LoadedModel model = exported.open(hardware.resolve())) {
      Optional<Path> target = json.file();
      if (target.isEmpty()) {
        return predict(model, spec.commandLine().getOut());
      }
      int[] code = new int[1];
      AtomicFiles.writeFile(
          target.get(),
          stream -> {
            PrintWriter lines =
                new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            code[0] = predict(model, lines);
            lines.flush();
          });
      return code[0];
    }
  }

  /** Predicts all files, as long as somebody reads the results. */
  private int predict(LoadedModel model, PrintWriter out) throws IOException {
    ModelInfo info = model.info();
    Preparer preparer = info.input().isPicture() ? preparation.preparer(info) : null;
    Unlabelled reader = new Unlabelled(info.learned(), TestData.of(info).options(), preparer);
    Ink ink = info.preparation().ink();
    Decoder decoder = decoding.find(model.info()).orElseGet(Argmax::new);
    int code = ExitCode.DONE;
    for (Path named : files) {
      try {
        for (Path file : inside(model, named)) {
          try {
            predict(model, file, reader, ink, decoder, out);
          } catch (IOException e) {
            code = report(e);
          }
          if (out.checkError()) {
            return code;
          }
        }
      } catch (IOException e) {
        code = report(e);
      }
    }
    return code;
  }

  private int report(IOException e) {
    Failures.print(e, spec.commandLine());
    return ExitCode.BAD_DATA;
  }

  private static List<Path> inside(LoadedModel model, Path named) throws IOException {
    if (Files.isDirectory(named) && !model.info().input().isPicture()) {
      throw new DataException(
          named, "found a folder, expected a table or arrays; name the files in it that are meant");
    }
    return Files.isDirectory(named) ? ImageFiles.picturesIn(named) : List.of(named);
  }

  private void predict(
      LoadedModel model, Path file, Unlabelled reader, Ink ink, Decoder decoder, PrintWriter out)
      throws IOException {
    List<Unlabelled.Part> parts =
        file.equals(Path.of(STANDARD_INPUT))
            ? reader.read(System.in, Path.of("standard input"))
            : reader.read(file);
    for (Unlabelled.Part part : parts) {
      Predictions predictions = model.predict(part.inputs());
      List<String> remarks = new ArrayList<>();
      for (int i = 0; i < predictions.count() && !out.checkError(); i++) {
        PredictionLine line =
            PredictionLine.of(file, part, i, predictions, model.info(), decoder, ink);
        out.println(line.json());
        if (line.remark() != null) {
          remarks.add(line.remark());
        }
      }
      remark(file, predictions.count(), remarks);
    }
  }

  private void remark(Path file, int images, List<String> remarks) {
    if (remarks.isEmpty()) {
      return;
    }
    String about =
        images == 1
            ? remarks.get(0)
            : String.format(
                Locale.ROOT, "of %d of its %d images: %s", remarks.size(), images, remarks.get(0));
    root.messages(spec)
        .println(new DataException(file, about).getMessage() + "; its answer is worth little.");
  }
}
