package io.github.numloss.source;

import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Learned;
import io.github.numloss.io.DataException;
import io.github.numloss.random.Partition;
import io.github.numloss.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Data of one's own, in any of the {@link Formats}: read once, given classes, and divided. Examples
 * that the data holds back for validation are among those to learn, marked as such; they are never
 * tested on.
 */
final class OwnData {
  /** The share of the examples to test on where nothing is said. */
  static final double TEST_SHARE = 0.2;

  private final Path data;
  private final DataOptions options;
  private final Description description;
  private final @Nullable Learned learned;
  private final @Nullable StoredFile described;
  private final DataReader reader;
  private final Set<Part> parts;
  private final Map<Part, RawExamples> read = new EnumMap<>(Part.class);
  private @Nullable Targets targets;

  private OwnData(
      Path data, DataOptions options, @Nullable Learned learned, @Nullable StoredFile described)
      throws IOException {
    this.data = data;
    this.options = options;
    this.learned = learned;
    this.described = described;
    Description said =
        (described == null ? Description.NONE : Description.of(described)).with(options);
    this.description = learned == null ? said : said.with(learned);
    this.reader = Formats.of(data).open(data, description, learned);
    this.parts = reader.parts();
    if (hasOwnTest() && (options.testShare() != null || options.folds() != null)) {
      throw new DataException(
          data,
          "it says itself which examples to test on; leave out the share of test examples and the"
              + " folds");
    }
    if (!parts.contains(Part.TRAIN) && !parts.contains(Part.ALL)) {
      throw new DataException(
          data,
          "it has examples %s, but none to learn"
              .formatted(hasOwnTest() ? "to test on" : "for validation"));
    }
  }

  /**
   * Opens data.
   *
   * @param learned what a model learned that it is for; null if it is to be learned itself
   * @throws DataException if it is not there, or wrong
   */
  static OwnData open(Path data, DataOptions options, @Nullable Learned learned)
      throws IOException {
    return new OwnData(data, options, learned, Description.find(data).orElse(null));
  }

  /** Opens data to be written in another form, of which nothing is checked that training needs. */
  static DataToConvert toConvert(Path data, DataOptions options) throws IOException {
    Description description = Description.of(data).with(options);
    DataReader reader = Formats.of(data).open(data, description, null);
    return new DataToConvert(data, description, reader.parts(), reader::read);
  }

  private boolean hasOwnTest() {
    return parts.contains(Part.TEST);
  }

  /** Tells whether the data says itself what is to be tested on. */
  boolean isGiven() {
    return hasOwnTest();
  }

  private Set<Part> partsToLearn() {
    Set<Part> some = EnumSet.copyOf(parts);
    some.remove(Part.TEST);
    return some;
  }

  /** Gives a split: of data that says itself what is to be tested on that, else by the options. */
  synchronized Examples load(Split split, long seed) throws IOException {
    RawExamples toLearn = joined(partsToLearn());
    boolean[] given = given(toLearn.count());
    Groups groups = new Groups(data, toLearn);
    groups.requireApart(toLearn, given);
    if (hasOwnTest()) {
      if (split == Split.TEST) {
        groups.requireNone(read(Part.TEST));
      }
      return split == Split.TRAIN
          ? examples(split, toLearn, toLearn, given)
          : examples(split, read(Part.TEST), toLearn, given);
    }
    boolean[] tested = tested(toLearn, given, seed);
    int[] learned = where(tested, false);
    boolean[] givenOfThese = new boolean[learned.length];
    for (int i = 0; i < learned.length; i++) {
      givenOfThese[i] = given[learned[i]];
    }
    RawExamples train = toLearn.view(learned);
    return split == Split.TRAIN
        ? examples(split, train, train, givenOfThese)
        : examples(split, toLearn.view(where(tested, true)), train, givenOfThese);
  }

  /** Tells which of the examples to learn the data holds back for validation. */
  private boolean[] given(int count) throws IOException {
    boolean[] given = new boolean[count];
    int from = 0;
    for (Part part : partsToLearn()) {
      int to = from + read(part).count();
      Arrays.fill(given, from, to, part == Part.VALIDATION);
      from = to;
    }
    return given;
  }

  /** Gives all examples to test a model on: those that the data says are for it, or all. */
  synchronized Examples forTest() throws IOException {
    RawExamples toLearn = joined(partsToLearn());
    return examples(
        Split.TEST, hasOwnTest() ? read(Part.TEST) : toLearn, toLearn, given(toLearn.count()));
  }

  /** Gives what a split is read from. */
  synchronized List<SourceFile> files(Split split, FileHashes hashes) throws IOException {
    Set<SourceFile> found = new LinkedHashSet<>();
    for (Part part : hasOwnTest() && split == Split.TEST ? Set.of(Part.TEST) : partsToLearn()) {
      for (Path file : reader.files(part)) {
        found.add(new SourceFile(String.valueOf(file.getFileName()), hashes.sha256(file)));
      }
      found.addAll(reader.pictures(part));
    }
    if (described != null) {
      Path file = described.path();
      found.add(new SourceFile(String.valueOf(file.getFileName()), hashes.sha256(file)));
    }
    return List.copyOf(found);
  }

  private RawExamples read(Part part) throws IOException {
    RawExamples found = read.get(part);
    if (found == null) {
      found = reader.read(part);
      read.put(part, found);
    }
    return found;
  }

  private RawExamples joined(Set<Part> some) throws IOException {
    RawExamples all = null;
    for (Part part : some) {
      RawExamples found = read(part);
      try {
        all = all == null ? found : all.and(found);
      } catch (IllegalArgumentException e) {
        throw new DataException(data, String.valueOf(e.getMessage()), e);
      }
    }
    if (all == null) {
      throw new DataException(data, "it has no examples");
    }
    return all;
  }

  /** Tells which examples are to be tested on. */
  private boolean[] tested(RawExamples all, boolean[] given, long seed) throws IOException {
    int[] open = where(given, false);
    boolean[] tested = new boolean[given.length];
    boolean[] ofOpen = tested(all.view(open), seed);
    for (int i = 0; i < open.length; i++) {
      tested[open[i]] = ofOpen[i];
    }
    return tested;
  }

  private boolean[] tested(RawExamples all, long seed) throws IOException {
    int[] labels = targets().classes(data, all.targets(), all.place());
    Integer folds = options.folds();
    boolean[] tested = new boolean[labels.length];
    try {
      int[] partOf;
      int test;
      if (folds == null) {
        double share = options.testShare() == null ? TEST_SHARE : options.testShare();
        RandomStream random = RandomStream.of(seed, "test share", 0);
        partOf = Partition.of(random, labels, all.groups(), share, 1 - share);
        test = 0;
      } else {
        double[] shares = DoubleStream.generate(() -> 1).limit(folds).toArray();
        RandomStream random = RandomStream.of(Math.floorDiv(seed - 1, folds), "folds", 0);
        partOf = Partition.of(random, labels, all.groups(), shares);
        test = (int) Math.floorMod(seed - 1, (long) folds);
      }
      for (int i = 0; i < tested.length; i++) {
        tested[i] = partOf[i] == test;
      }
    } catch (IllegalArgumentException e) {
      throw new DataException(data, String.valueOf(e.getMessage()), e);
    }
    int count = where(tested, true).length;
    if (count == 0 || count == tested.length) {
      throw new DataException(
          data,
          "its %s examples leave none to %s; take another share"
              .formatted(tested.length, count == 0 ? "test on" : "learn"));
    }
    return tested;
  }

  private static int[] where(boolean[] tested, boolean wanted) {
    return IntStream.range(0, tested.length).filter(i -> tested[i] == wanted).toArray();
  }

  /** Classes are settled by all examples; bins by those to learn, where these are given. */
  private Targets targets() throws IOException {
    if (targets == null) {
      Set<Part> some = description.bins() == null ? parts : partsToLearn();
      double[] all = new double[0];
      for (Part part : some) {
        double[] found = reader.targets(part);
        int before = all.length;
        all = Arrays.copyOf(all, before + found.length);
        System.arraycopy(found, 0, all, before, found.length);
      }
      targets = Targets.of(data, description, all);
    }
    return targets;
  }

  /** Gives examples, with what is missing filled by those that are learned and not held back. */
  private Examples examples(Split split, RawExamples raw, RawExamples toLearn, boolean[] given)
      throws IOException {
    Inputs training = toLearn.inputs();
    int[] open = where(given, false);
    if (Missing.isFilled(description.missing()) && open.length < given.length) {
      training = training.view(open);
    }
    int[] labels = targets().classes(data, raw.targets(), raw.place());
    List<Float> substitutes =
        learned == null
            ? Missing.substitutes(data, description.missing(), training)
            : learned.columns().substitutes();
    Inputs filled =
        Missing.filled(
            data,
            raw.inputs(),
            substitutes,
            raw.place(),
            learned == null ? Missing.SAY_HOW : Missing.TRAIN_SO);
    List<SourceFile> files = new ArrayList<>(raw.files());
    if (described != null) {
      files.add(new SourceFile(String.valueOf(described.path().getFileName()), described.sha256()));
    }
    try {
      return new Examples(
          name(),
          split,
          filled,
          labels,
          targets().classValues(),
          raw.weights(),
          split == Split.TRAIN ? Groups.holdBack(raw, given) : null,
          files);
    } catch (IllegalArgumentException e) {
      throw new DataException(data, String.valueOf(e.getMessage()), e);
    }
  }

  private String name() {
    if (description.name() != null) {
      return description.name();
    }
    Path name = data.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }
}
