package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.data.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class CacheFolderClearTest {
  @TempDir private Path folder;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void clearingLeavesWhatIsMappedReadableAndWhatIsBeingWritten() throws IOException {
    Pack pack = new Pack(new byte[32], 2, 1, 3, 1);
    Path file = folder.resolve(pack.name());
    try (var stream = Files.newOutputStream(file)) {
      pack.writeHeader(stream);
      stream.write(new byte[] {1, 2, 3, 4, 5, 6});
    }
    Path writing = Files.writeString(folder.resolve(".x.tmp"), "half");
    CacheFolder cache = new CacheFolder(folder);
    Images images = pack.open(file);

    List<String> found = new ArrayList<>();
    for (CacheFolder.Kept kept : cache.files()) {
      found.add(kept.what());
    }
    assertThat(found).containsExactlyInAnyOrder("2 images of 1 x 3 x 1", "being written");
    assertThat(cache.clear()).isEqualTo(70);
    assertThat(List.of(file)).noneMatch(Files::exists);
    assertThat(writing).exists();
    assertThat(images.bytes()).containsExactly(1, 2, 3, 4, 5, 6);
  }
}
