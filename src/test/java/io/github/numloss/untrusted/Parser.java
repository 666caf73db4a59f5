package io.github.numloss.untrusted;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.decode.Predictions;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Trial;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.io.Npy;
import io.github.numloss.io.Npz;
import io.github.numloss.model.Models;
import io.github.numloss.picture.Invert;
import io.github.numloss.picture.Preparation;
import io.github.numloss.picture.Preparer;
import io.github.numloss.predict.ModelInfo;
import io.github.numloss.source.ClassWeightsFile;
import io.github.numloss.source.CostsFile;
import io.github.numloss.source.Datasets;
import io.github.numloss.source.Idx;
import io.github.numloss.source.ImageFiles;
import io.github.numloss.source.PictureData;
import io.github.numloss.train.CheckpointFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Everything that reads files which somebody else may have made. */
enum Parser {
  IDX_IMAGES("images", Idx::readImages),
  IDX_LABELS("labels", Idx::readLabels),
  GZIP("images.gz", Idx::readImages),
  PICTURE("picture", Parser::readPicture),
  NPY("predictions.npy", Predictions::fromNpy),
  NPZ("weights.npz", Npz::read),
  TABLE("table/table.csv", Parser::loadAll),
  PIXEL_TABLE("pixels/table.csv", Parser::loadAll),
  ARRAYS("arrays/arrays.npz", Parser::loadAll),
  ARRAY("array/X.npy", Parser::loadFolderOfAll),
  IDX_VECTORS("vectors/vectors-idx2-float", Parser::loadFolderOfAll),
  PNG("png/7.5/picture", Parser::readPictures),
  JPEG("jpeg/7.5/picture", Parser::readPictures),
  GIF("gif/7.5/picture", Parser::readPictures),
  BMP("bmp/7.5/picture", Parser::readPictures),
  TIFF("tiff/7.5/picture", Parser::readPictures),
  WEBP("webp/7.5/picture", Parser::readPictures),
  STRUCTURE("structure.txt", Structure::read),
  PICTURE_TABLE("listed/table.csv", PictureData::readTable),
  PICTURE_DESCRIPTION("pictures/dataset.json", file -> PictureData.readFolder(file.getParent())),
  TABLE_DESCRIPTION(
      "described.csv.dataset.json", file -> loadAll(file.resolveSibling("described.csv"))),
  PACK("pack", file -> PictureData.readPacked(file.resolveSibling("pictures"), file)),
  PICTURE_INDEX("index", PictureData::readIndex),
  CLASS_WEIGHTS("weights.csv", ClassWeightsFile::read),
  COSTS("costs.csv", CostsFile::read),
  PLAN("plan.json", file -> Experiment.open(file.getParent()).plan().trials()),
  TRIAL("trial.json", file -> Trial.readResult(file.getParent())),
  MODEL("model.json", file -> Json.read(file, ModelInfo.class)),
  MODEL_FILE("own.json", file -> Models.find(file.toString())),
  CHECKPOINT("checkpoint.json", CheckpointFile::read),
  DATASET_LABELS("data/train-labels-idx1-ubyte", Parser::loadFolder),
  DATASET_DESCRIPTION("data/dataset.json", Parser::loadFolder);

  private static final Preparer PREPARER = new Preparer(Preparation.MNIST, Invert.AUTO, 28, 28);

  private final String fileName;

  /** A function without a state of its own. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Reader reader;

  /** Reads a file as the program does. */
  private interface Reader {
    void read(Path file) throws IOException;
  }

  Parser(String fileName, Reader reader) {
    this.fileName = fileName;
    this.reader = reader;
  }

  private static void readPicture(Path file) throws IOException {
    ImageFiles.read(file, PREPARER);
  }

  private static void readPictures(Path picture) throws IOException {
    PictureData.readFolder(picture.getParent().getParent());
  }

  private static void loadFolder(Path file) throws IOException {
    Path folder = file.getParent();
    new Datasets(folder).load(folder.toString(), Split.TRAIN);
  }

  private static void loadAll(Path data) throws IOException {
    new Datasets(data.getParent()).loadForTest(data.toString(), DataOptions.NONE, null);
  }

  private static void loadFolderOfAll(Path file) throws IOException {
    loadAll(file.getParent());
  }

  /** Says whether a file may be whole though its end is missing, as a table of fewer rows is. */
  boolean mayBeCut() {
    return switch (this) {
      case TABLE, PIXEL_TABLE, PICTURE_TABLE, CLASS_WEIGHTS, COSTS, STRUCTURE -> true;
      // What is damaged of the cache is made again.
      case PACK, PICTURE_INDEX -> true;
      default -> false;
    };
  }

  /** Gives how often a file is cut and changed: less where there are many and each takes longer. */
  int places() {
    return switch (this) {
      case PNG, JPEG, GIF, BMP, TIFF, WEBP -> 5;
      default -> 40;
    };
  }

  /** Gives valid files. */
  List<byte[]> seeds() throws IOException {
    return Seeds.of(this);
  }

  /** Makes what the file lies beside. */
  void prepare(Path folder) throws IOException {
    TinyData.folder(folder.resolve("data"), 6, 3, ClassValues.range(3));
    for (String name : List.of("table", "pixels", "arrays", "array", "vectors")) {
      Files.createDirectories(folder.resolve(name));
    }
    for (String name : List.of("png", "jpeg", "gif", "bmp", "tiff", "webp")) {
      Files.createDirectories(folder.resolve(name).resolve("7.5"));
      Files.write(
          Files.createDirectories(folder.resolve(name).resolve("8")).resolve("a"), Seeds.picture());
    }
    for (String name :
        List.of("listed/a.png", "listed/b/c.png", "pictures/1/a.png", "pictures/2/b.png")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.write(folder.resolve(name), Seeds.picture());
    }
    Files.writeString(
        folder.resolve("described.csv"), "a,b,c,y\n1,2,3,0.5\n4,5,6,1\n7,8,9,2\n0,0,0,3\n");
    Npy.write(folder.resolve("array/y.npy"), Seeds.LABELS);
    Files.write(folder.resolve("vectors/labels-idx1-ubyte"), Seeds.IDX_LABELS);
  }

  /** Reads bytes as such a file; the message if they are refused, else null. */
  String refusal(Path prepared, byte[] bytes) throws IOException {
    Path file = Files.write(prepared.resolve(fileName), bytes);
    try {
      reader.read(file);
      return null;
    } catch (DataException e) {
      return e.getMessage();
    }
  }

  /** Gives the name with dashes. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
