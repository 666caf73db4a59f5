package io.github.numloss.decode;

import io.github.numloss.classes.Costs;
import io.github.numloss.registry.MemberReader;
import io.github.numloss.registry.MemberWriter;
import io.github.numloss.registry.Registry;
import io.github.numloss.registry.Registry.Member;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All decoders by name. */
public final class Decoders {
  /** The decoders, in the order of files and tables. */
  public static final Registry<Decoder> ALL =
      new Registry<>(
          Decoder.class,
          "decoder",
          List.of(
              new Member<>(Argmax.NAME, new Argmax(), "the most probable class"),
              new Member<>("median", new Median(), "the class in the middle of the distribution"),
              new Member<>("mean", new Mean(), "the class nearest to the expected value"),
              new Member<>("expected", new Expected(), "the expected value itself, not rounded"),
              new Member<>(
                  "mid-median", new MidMedian(), "the median between class values, not rounded"),
              new Member<>(
                  "least-cost",
                  new LeastCost(null),
                  "the class of least expected cost, by --costs")));

  private Decoders() {}

  /**
   * Gives the decoders that need not be told anything.
   *
   * @return all but those that lack costs
   */
  public static List<Decoder> ready() {
    return ALL.members().stream()
        .map(Member::standard)
        .filter(decoder -> !decoder.lacksCosts())
        .toList();
  }

  /**
   * Gives the decoders that can be used where it may be known what wrong answers cost.
   *
   * @param costs what they cost; null if that is not known
   * @return those that need not be told anything, and with costs those that need to know them
   */
  public static List<Decoder> with(@Nullable Costs costs) {
    return costs == null
        ? ready()
        : ALL.members().stream().map(member -> member.standard().with(costs)).toList();
  }

  /** Reads decoders from JSON. */
  static final class Reader extends MemberReader<Decoder> {
    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(Decoder.class, ALL);
    }
  }

  /** Writes decoders as JSON. */
  static final class Writer extends MemberWriter<Decoder> {
    Writer() {
      super(ALL);
    }
  }
}
