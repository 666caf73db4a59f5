package io.github.numloss.report;

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
    /** Among the paper's figures. */
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
}
