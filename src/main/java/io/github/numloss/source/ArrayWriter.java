package io.github.numloss.source;

import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.io.NpzWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes data as NumPy's arrays: {@code x_train}, {@code y_train} and so on, or {@code X} and
 * {@code y} where nothing is divided; {@code sample_weight_train} and {@code groups_train} beside
 * them.
 */
final class ArrayWriter implements DataWriter<OutputStream> {
  @Override
  public Description write(OutputStream stream, DataToConvert data) throws IOException {
    GroupNumbers groups = new GroupNumbers();
    NpzWriter npz = new NpzWriter(stream);
    for (Part part : data.parts()) {
      String end = data.isDivided() ? "_" + DataToConvert.word(part) : "";
      RawExamples raw = data.read(part);
      data.requireReadable(raw);
      data.loseNames(raw);
      addInputs(npz, data.isDivided() ? "x" + end : "X", raw);
      npz.addNumbers("y" + end, raw.targets());
      if (raw.weights() != null) {
        npz.addFloats("sample_weight" + end, new int[] {raw.count()}, raw.weights());
      }
      if (raw.groups() != null) {
        npz.addNumbers("groups" + end, groups.of(raw.groups()));
      }
    }
    npz.finish();
    if (groups.areRenamed()) {
      data.lose("groups have numbers in place of their names");
    }
    return data.description().inOtherForm(data.description().classValues(), null, null, false);
  }

  private static void addInputs(NpzWriter npz, String name, RawExamples raw) throws IOException {
    if (raw.inputs() instanceof Features features) {
      npz.addFloats(name, new int[] {features.count(), features.size()}, features.values());
    } else if (raw.inputs() instanceof Images images) {
      List<Integer> shape = new ArrayList<>(images.shape().sizes());
      shape.add(0, images.count());
      npz.addBytes(
          name,
          shape.stream().mapToInt(Integer::intValue).toArray(),
          stream -> ImageBytes.write(stream, images));
    }
  }
}
