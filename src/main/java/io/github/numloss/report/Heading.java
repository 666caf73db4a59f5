package io.github.numloss.report;

import java.util.Locale;

/**
 * What a picture is called and what its reader should see in it.
 *
 * @param name the name of its files, without the ending
 * @param section where the page shows it
 * @param title a few words
 * @param caption sentences that say what is drawn, of which measure, and what to look for
 */
record Heading(String name, Section section, String title, String caption) {
  /** The parts of the page that have pictures. */
  enum Section {
    /** Beside the claims. */
    CLAIMS,
    /** With the average ranks. */
    RANKS,
    /** With those of how well probabilities are calibrated. */
    CALIBRATION,
    /** Among those that the paper has too. */
    FIGURES,
    /** With those that show images of the data sets. */
    IMAGES,
    /** The same, of data sets that may not be passed on: beside the page and not in it. */
    LOCAL_IMAGES,
    /** With the learning curves. */
    LEARNING,
    /** Folded away with the other confusion matrices. */
    CONFUSION
  }

  /** Replaces what file names can't hold, so that a data set may be a folder elsewhere. */
  Heading {
    name = name.replaceAll("[^A-Za-z0-9+._-]", "_");
  }

  /** Gives the same heading for files of another name. */
  Heading named(String otherName) {
    return new Heading(otherName, section, title, caption);
  }

  /** Gives the same heading without the number that the paper has for the figure. */
  Heading unnumbered() {
    String words = title.replaceFirst("^Figure [0-9]+: ", "");
    return new Heading(
        name,
        section,
        words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
        caption);
  }
}
