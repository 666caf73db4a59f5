package io.github.numloss.report;

import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.decode.Predictions;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.io.DataException;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.report.Results.Group;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The figures that need the images: samples of the data sets, and the worst mistakes. */
final class ImageFigures {
  private final Experiment experiment;
  private final Results results;
  private final Datasets datasets;

  private ImageFigures(Experiment experiment, Results results, Datasets datasets) {
    this.experiment = experiment;
    this.results = results;
    this.datasets = datasets;
  }

  /**
   * Draws samples-DATASET for each training set, and mistakes-GROUP for each group whose
   * predictions were kept. What needs a data set that is not there is left out.
   */
  static List<Picture> of(Experiment experiment, Results results, Datasets datasets)
      throws IOException {
    ImageFigures figures = new ImageFigures(experiment, results, datasets);
    List<Picture> pictures = new ArrayList<>();
    Set<String> sampled = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (DatasetPair pair : experiment.plan().pairs()) {
      Optional<Examples> learned =
          sampled.add(pair.dataset())
              ? figures.load(pair, Split.TRAIN, results.plan().models().get(0).seeds().get(0))
              : Optional.empty();
      if (learned.isPresent()) {
        // Two folders may say that they are one data set.
        String name = learned.get().dataset();
        String title = titles.add(name) ? name : "%s (of %s)".formatted(name, pair.label());
        pictures.add(SampleFigure.of(learned.get(), title, figures.section(pair.dataset())));
      }
    }
    for (Group group : results.groups()) {
      figures.mistakes(group).ifPresent(pictures::add);
    }
    return pictures;
  }

  private Section section(String dataset) {
    return datasets.mayBePassedOn(dataset) ? Section.IMAGES : Section.LOCAL_IMAGES;
  }

  /** Loads pictures as the trials of a seed had them. */
  private Optional<Examples> load(DatasetPair pair, Split split, long seed) throws IOException {
    DataOptions options = pair.data() == null ? DataOptions.NONE : pair.data();
    boolean isOther = split == Split.TEST && !pair.test().equals(pair.dataset());
    try {
      return Optional.of(
              isOther
                  ? datasets.loadForTest(pair.test(), options, null)
                  : datasets.load(pair.dataset(), options, seed, split))
          .filter(examples -> examples.inputs().shape().isPicture());
    } catch (DataException e) {
      return Optional.empty();
    }
  }

  /**
   * Shows of each loss the first seed whose predictions were kept; where each seed has test images
   * of its own, the same one of all.
   */
  private Optional<Picture> mistakes(Group group) throws IOException {
    List<MistakeFigure.Row> rows = new ArrayList<>();
    List<LossPlan> losses = results.plan().losses();
    Examples test = null;
    long seed = 0;
    for (int loss = 0; loss < losses.size(); loss++) {
      for (PlannedTrial trial : results.planned(group, losses.get(loss))) {
        Optional<Predictions> predictions = experiment.predictions(trial);
        float[] errors = results.absoluteErrors().get(trial);
        if (errors == null || predictions.isEmpty()) {
          continue;
        }
        if (test == null) {
          Optional<Examples> loaded = load(group.pair(), Split.TEST, trial.seed());
          if (loaded.isEmpty()) {
            return Optional.empty();
          }
          test = loaded.get();
          seed = trial.seed();
        }
        TrialResult result = results.trials().get(trial);
        boolean isDivided = result != null && result.data().divided() != null;
        if (predictions.get().count() == test.count() && (!isDivided || trial.seed() == seed)) {
          rows.add(
              new MistakeFigure.Row(
                  String.format(Locale.ROOT, "%s, seed %d", losses.get(loss).name(), trial.seed()),
                  Look.color(loss),
                  predictions.get(),
                  errors));
          break;
        }
      }
    }
    return test == null || rows.isEmpty()
        ? Optional.empty()
        : Optional.of(MistakeFigure.of(group, test, section(group.pair().test()), rows));
  }
}
