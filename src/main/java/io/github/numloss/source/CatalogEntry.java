package io.github.numloss.source;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataNotes;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.picture.Preparation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data set that can be fetched by its name.
 *
 * @param name its name on the command line
 * @param title what it is
 * @param folder the folder of its files below the data sets' directory
 * @param licence its licence; null if none is stated
 * @param citation the publication to cite
 * @param homepage where it is described
 * @param companions data sets that are fetched along with it
 * @param sources addresses that a file's name is added to, each tried in turn
 * @param classValues the number that each class stands for
 * @param preparation how its images were made
 * @param files its files
 */
public record CatalogEntry(
    String name,
    String title,
    String folder,
    @JsonSetter(nulls = Nulls.SET) @Nullable String licence,
    String citation,
    String homepage,
    List<String> companions,
    List<URI> sources,
    ClassValues classValues,
    Preparation preparation,
    List<CatalogFile> files) {

  /**
   * Gives the file of a role.
   *
   * @param role what it holds
   * @return the file, if the data set has such a one
   */
  public Optional<CatalogFile> file(IdxRole role) {
    return files.stream().filter(file -> file.role() == role).findFirst();
  }

  /**
   * Gives what is said of it.
   *
   * @return licence and citation
   */
  DataNotes notes() {
    return new DataNotes(null, licence, citation, null);
  }

  /**
   * Says whether it has images of a split.
   *
   * @param split training or test images
   * @return whether there are any
   */
  public boolean has(Split split) {
    return file(IdxRole.images(split)).isPresent();
  }

  /**
   * Gives the number of images of a split.
   *
   * @param split training or test images
   * @return how many, 0 if it has none
   */
  public int images(Split split) {
    int labelHeaderBytes = 8;
    return file(IdxRole.labels(split))
        .map(labels -> (int) labels.contentBytes() - labelHeaderBytes)
        .orElse(0);
  }

  /**
   * Gives the size of all its files.
   *
   * @return bytes
   */
  @JsonIgnore
  public long bytes() {
    return files.stream().mapToLong(CatalogFile::bytes).sum();
  }
}
