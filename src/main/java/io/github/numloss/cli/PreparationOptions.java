package io.github.numloss.cli;

import io.github.numloss.data.InputShape;
import io.github.numloss.picture.Fit;
import io.github.numloss.picture.Invert;
import io.github.numloss.picture.Preparation;
import io.github.numloss.picture.Preparer;
import io.github.numloss.predict.ModelInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options that change how pictures are made into images. */
final class PreparationOptions {
  @Option(
      names = "--invert",
      arity = "0..1",
      fallbackValue = "yes",
      defaultValue = "auto",
      preprocessor = WordOnly.class,
      paramLabel = "WHEN",
      description =
          "Let black and white of pictures change places first: auto (where the ink is not as in the"
              + " model's training images, told by the picture's border), yes or no; yes inverts"
              + " IDX files too. Without a word: yes. Default: auto.")
  private Invert invert;

  @Option(
      names = "--fit",
      paramLabel = "HOW",
      description =
          "How pictures come to the model's size: mnist (what is drawn is cut out, scaled to 20 of 28"
              + " pixels and centred by its mass), stretch (all of it, whatever its proportions), pad"
              + " (all of it, its proportions kept) or crop (its middle, as large as can be). Default:"
              + " as the model's training images were made, which its model.json says.")
  private @Nullable Fit fit;

  /** Makes what makes pictures into images for a model. */
  Preparer preparer(ModelInfo info) {
    Preparation usual = info.preparation();
    Preparation wanted = fit == null ? usual : usual.withFit(fit);
    InputShape shape = info.input();
    return new Preparer(wanted, invert, shape.height(), shape.width(), shape.channels());
  }

  /** Keeps the option from taking a file that follows it for its word. */
  private static final class WordOnly implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> args, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      boolean isAttached = "=".equals(info.get("separator"));
      boolean isWord =
          !args.isEmpty()
              && Arrays.stream(Invert.values())
                  .anyMatch(word -> word.toString().equalsIgnoreCase(args.peek()));
      if (!isAttached && !isWord) {
        args.push(Invert.YES.toString());
      }
      return false;
    }
  }
}
