package io.github.numloss.experiment;

import java.util.Locale;

/**
 * How a planned trial stands.
 *
 * @param state whether it was run
 * @param reason why it counts as changed, failed or damaged, a sentence without its full stop; else
 *     empty
 */
public record Standing(State state, String reason) {
  /** Whether a planned trial was run. */
  public enum State {
    /** It was not. */
    MISSING,
    /** It was. */
    DONE,
    /** A trial of that name was run with another configuration, or on other data. */
    CHANGED,
    /** It was tried, and its training could not go on. */
    FAILED,
    /** It was run, and its files are no longer what was written. */
    DAMAGED;

    /** Gives the name in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Says whether trials in it wait for somebody to look at them, and run again when that is asked
     * for.
     *
     * @return whether they failed or are damaged
     */
    public boolean isFault() {
      return this == FAILED || this == DAMAGED;
    }
  }

  static final Standing MISSING = new Standing(State.MISSING, "");
  static final Standing DONE = new Standing(State.DONE, "");
}
