package io.github.numloss.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Standard output for results. A reader that wants no more, such as {@code head}, is no fault; a
 * full disk is, and a PrintWriter alone doesn't tell them apart.
 */
final class StandardOutput extends PrintWriter {
  private final Descriptor descriptor;

  StandardOutput() {
    this(new Descriptor(new FileOutputStream(FileDescriptor.out)));
  }

  private StandardOutput(Descriptor descriptor) {
    super(descriptor, true, StandardCharsets.UTF_8);
    this.descriptor = descriptor;
  }

  /** Flushes results, and says whether some could not be written though somebody wants them. */
  static boolean isLost(PrintWriter out) {
    return out.checkError()
        && !(out instanceof StandardOutput output && output.descriptor.isReaderGone());
  }

  /** Keeps what went wrong. */
  private static final class Descriptor extends OutputStream {
    private final OutputStream stream;
    private String fault = "";

    Descriptor(OutputStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      try {
        stream.write(bytes, start, length);
      } catch (IOException e) {
        fault = String.valueOf(e.getMessage());
        throw e;
      }
    }

    /** "Broken pipe" on Unix, "The pipe is being closed" on Windows. */
    boolean isReaderGone() {
      return fault.toLowerCase(Locale.ROOT).contains("pipe");
    }
  }
}
