package io.github.numloss.source;

import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Learned;
import io.github.numloss.io.NumberArray;
import io.github.numloss.io.NumberArrays;
import io.github.numloss.source.ArrayNames.Role;
import io.github.numloss.source.Croissant.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays in a file of NumPy's, or in a folder of {@code .npy} files, told by their names. */
final class ArrayFormat implements DataFormat {
  @Override
  public String description() {
    return "arrays in .npz, or in a folder of .npy";
  }

  @Override
  public boolean accepts(Path data) throws IOException {
    return Files.isDirectory(data) ? !ArraySet.filesOf(data).isEmpty() : NumberArrays.accepts(data);
  }

  @Override
  public DataReader open(Path data, Description description, @Nullable Learned learned)
      throws IOException {
    try (ArraySet arrays = ArraySet.open(data)) {
      return new Reader(data, TableDescription.of(description, learned), ArrayNames.of(arrays));
    }
  }

  private record Reader(Path data, TableDescription description, ArrayNames names)
      implements DataReader {
    @Override
    public Set<Part> parts() {
      return names.parts();
    }

    @Override
    public RawExamples read(Part part) throws IOException {
      try (ArraySet arrays = ArraySet.open(data)) {
        ArrayReader reader = new ArrayReader(arrays, description);
        Inputs inputs = reader.inputs(Objects.requireNonNull(names.get(part, Role.INPUTS)));
        int count = inputs.count();
        List<SourceFile> files = new ArrayList<>();
        for (Path file : files(part)) {
          files.add(new SourceFile(String.valueOf(file.getFileName()), StoredFile.sha256(file)));
        }
        return new RawExamples(
            inputs,
            reader.targets(Objects.requireNonNull(names.get(part, Role.LABELS)), count),
            reader.weights(names.get(part, Role.WEIGHTS), count),
            reader.groups(names.get(part, Role.GROUPS), count),
            "example [%d]"::formatted,
            files);
      }
    }

    @Override
    public List<Path> files(Part part) throws IOException {
      Set<Path> files = new LinkedHashSet<>();
      try (ArraySet arrays = ArraySet.open(data)) {
        for (Role role : Role.values()) {
          String name = names.get(part, role);
          if (name != null) {
            files.add(arrays.file(name));
          }
        }
      }
      return List.copyOf(files);
    }

    @Override
    public void describe(Croissant croissant) throws IOException {
      boolean isOneFile = !Files.isDirectory(data);
      String file = isOneFile ? croissant.addFile(data, Croissant.NUMPY) : "";
      try (ArraySet arrays = ArraySet.open(data)) {
        for (Part part : parts()) {
          Records records = isOneFile ? croissant.addRecords(part) : null;
          for (Role role : Role.values()) {
            String name = names.get(part, role);
            if (name == null) {
              continue;
            }
            NumberArray array = arrays.get(name);
            String type = array.isFloating() ? "sc:Float" : "sc:Integer";
            String text = "array %s, %s".formatted(name, array.shapeText());
            if (records == null) {
              croissant.addArray(part, role.word(), arrays.file(name), Croissant.NUMPY, type, text);
            } else {
              records.addContent(file, role.word(), type, text);
            }
          }
        }
      }
    }
  }
}
