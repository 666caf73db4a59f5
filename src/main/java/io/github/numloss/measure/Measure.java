package io.github.numloss.measure;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.numloss.decode.ClassDecoder;
import io.github.numloss.decode.Decoder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A number that says how good predictions are: one of {@link Measures#ALL}. */
public final class Measure {
  private final String name;
  private final String words;
  private final Better better;
  private final Unit unit;
  private final @Nullable Function<Answers, Measured> ofClasses;
  private final @Nullable Function<Answers, Measured> ofNumbers;
  private final @Nullable Function<Forecasts, Measured> ofForecasts;

  /** Which of two values is the better one. */
  public enum Better {
    /** The lower one, as of errors. */
    LOWER,
    /** The higher one, as of shares that are right. */
    HIGHER
  }

  /** What a value is counted in. */
  public enum Unit {
    /** A share of 1; people see it in per cent. */
    SHARE,
    /** The unit of the class values. */
    CLASS_VALUES,
    /** None. */
    NONE
  }

  private Measure(
      String name,
      String words,
      Better better,
      Unit unit,
      @Nullable Function<Answers, Measured> ofClasses,
      @Nullable Function<Answers, Measured> ofNumbers,
      @Nullable Function<Forecasts, Measured> ofForecasts) {
    this.name = name;
    this.words = words;
    this.better = better;
    this.unit = unit;
    this.ofClasses = ofClasses;
    this.ofNumbers = ofNumbers;
    this.ofForecasts = ofForecasts;
  }

  /** Makes a measure of answers that are classes or other numbers. */
  static Measure ofAnswers(
      String name, String words, Better better, Unit unit, Function<Answers, Measured> measure) {
    return new Measure(name, words, better, unit, measure, measure, null);
  }

  /** Makes a measure of answers that are classes. */
  static Measure ofClasses(
      String name, String words, Better better, Unit unit, Function<Answers, Measured> measure) {
    return new Measure(name, words, better, unit, measure, null, null);
  }

  /** Makes a measure of whole distributions. */
  static Measure ofDistributions(
      String name, String words, Better better, Unit unit, Function<Forecasts, Measured> measure) {
    return new Measure(name, words, better, unit, null, null, measure);
  }

  /**
   * Gives the name in files and on the command line.
   *
   * @return a name in camelCase
   */
  @JsonValue
  public String name() {
    return name;
  }

  /**
   * Gives the name for people.
   *
   * @return words in lower case, but for names and abbreviations
   */
  public String words() {
    return words;
  }

  /**
   * Gives which of two values is the better one.
   *
   * @return the lower or the higher
   */
  public Better better() {
    return better;
  }

  /**
   * Gives what a value is counted in.
   *
   * @return the unit
   */
  public Unit unit() {
    return unit;
  }

  /**
   * Gives a value as people see it.
   *
   * @param value the value; null if there is none
   * @return such as "4.27 %", or "0.6556"; a dash if there is none
   */
  public String text(@Nullable Double value) {
    if (value == null) {
      return "-";
    }
    return unit == Unit.SHARE
        ? String.format(Locale.ROOT, "%.2f %%", 100 * value)
        : String.format(Locale.ROOT, "%.4f", value);
  }

  /**
   * Tells whether it is of the predicted distribution, and not of a decoder's answers.
   *
   * @return whether it is
   */
  public boolean isOfDistribution() {
    return ofForecasts != null;
  }

  /**
   * Tells whether it can be taken of a decoder's answers.
   *
   * @param decoder the decoder, whose answers are classes or other numbers
   * @return whether it can
   */
  public boolean isOf(Decoder decoder) {
    return (decoder instanceof ClassDecoder ? ofClasses : ofNumbers) != null;
  }

  /** Measures the answers of a decoder; nothing if such answers can't be measured so. */
  Optional<Measured> of(Answers answers) {
    return Optional.ofNullable(answers.areClasses() ? ofClasses : ofNumbers)
        .map(measure -> measure.apply(answers));
  }

  /** Measures distributions; nothing if it is of answers. */
  Optional<Measured> of(Forecasts forecasts) {
    return Optional.ofNullable(ofForecasts).map(measure -> measure.apply(forecasts));
  }

  @Override
  public String toString() {
    return name;
  }
}
