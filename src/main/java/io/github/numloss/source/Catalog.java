package io.github.numloss.source;

import io.github.numloss.data.DataNotes;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.picture.Preparation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The data sets that are known by name.
 *
 * @param schemaVersion version of the catalog's format, 1
 * @param dataSets all of them, in the order in which they are listed
 */
public record Catalog(int schemaVersion, List<CatalogEntry> dataSets) {
  /** Letters that may be wrong; two that changed places count as two. */
  private static final int MOST_SLIPS = 2;

  /**
   * Gives the catalog that is part of the program.
   *
   * @return the catalog
   */
  public static Catalog builtIn() {
    return Json.readResource(Catalog.class, "catalog.json", Catalog.class);
  }

  /**
   * Finds a data set.
   *
   * @param name its name
   * @return the data set, if there is such a one
   */
  public Optional<CatalogEntry> find(String name) {
    return dataSets.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /**
   * Tells how the images of a data set were made, as far as its name tells.
   *
   * @param nameOrFolder a name in the catalog, or a folder
   * @return what the catalog says; for a folder, that nothing is known
   */
  public Preparation preparation(String nameOrFolder) {
    return find(nameOrFolder).map(CatalogEntry::preparation).orElse(Preparation.AS_IT_IS);
  }

  /**
   * Gives what is said of a data set, as far as its name tells.
   *
   * @param nameOrFolder a name in the catalog, or a folder
   * @return licence and citation of the catalog; for a folder, nothing
   */
  public DataNotes notes(String nameOrFolder) {
    return find(nameOrFolder).map(CatalogEntry::notes).orElse(DataNotes.NONE);
  }

  /**
   * Gives a data set.
   *
   * @param name its name
   * @return the data set
   * @throws DataException if there is no such data set; the message has the known names
   */
  public CatalogEntry get(String name) throws DataException {
    return find(name)
        .orElseThrow(
            () ->
                new DataException(
                    "'%s' is no known data set%s Known are %s, and a folder or file of your own can be named"
                        .formatted(name, suggestion(name), names())
                        .concat(" by its path")));
  }

  private String names() {
    return dataSets.stream().map(CatalogEntry::name).collect(Collectors.joining(", "));
  }

  private String suggestion(String name) {
    return dataSets.stream()
        .map(CatalogEntry::name)
        .filter(known -> isNear(name, known))
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .map("; did you mean '%s'?"::formatted)
        .orElse(".");
  }

  /** Tells whether somebody may have meant a name: with a slip of the fingers, or its beginning. */
  private static boolean isNear(String name, String known) {
    String lower = name.toLowerCase(Locale.ROOT);
    return distance(lower, known) <= MOST_SLIPS
        || (lower.length() > MOST_SLIPS && known.startsWith(lower));
  }

  /** Counts the letters to change, add or remove (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
