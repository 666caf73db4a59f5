package io.github.numloss.device;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.ConfigProto;

/** The devices that TensorFlow sees. */
public final class Devices {
  private Devices() {}

  /**
   * A device.
   *
   * @param name TensorFlow's name for it
   * @param type CPU, GPU or another kind
   * @param memoryBytes the memory that TensorFlow would use of it
   */
  public record Device(String name, String type, long memoryBytes) {}

  /** What a user can ask for. */
  public enum Choice {
    /** A GPU if there is one, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** A GPU. */
    GPU;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A device that was asked for is not there. */
  public static final class NoSuchDeviceException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    NoSuchDeviceException(String message) {
      super(message);
    }
  }

  /**
   * Lists the devices.
   *
   * @return at least the CPU
   */
  public static List<Device> list() {
    TensorFlow.version(); // loads the library
    byte[] config =
        Sessions.withOneThreadAnOperation(ConfigProto.getDefaultInstance()).toByteArray();
    try (TF_Status status = TF_Status.newStatus();
        BytePointer configPointer = new BytePointer(config);
        TF_Graph graph = TF_Graph.newGraph();
        TF_SessionOptions options = TF_SessionOptions.newSessionOptions()) {
      tensorflow.TF_SetConfig(options, configPointer, config.length, status);
      status.throwExceptionIfNotOK();
      try (TF_Session session = TF_Session.newSession(graph, options, status)) {
        status.throwExceptionIfNotOK();
        return list(session, status);
      }
    }
  }

  private static List<Device> list(TF_Session session, TF_Status status) {
    TF_DeviceList devices = tensorflow.TF_SessionListDevices(session, status);
    status.throwExceptionIfNotOK();
    try {
      List<Device> list = new ArrayList<>();
      for (int i = 0; i < tensorflow.TF_DeviceListCount(devices); i++) {
        list.add(
            new Device(
                text(tensorflow.TF_DeviceListName(devices, i, status)),
                text(tensorflow.TF_DeviceListType(devices, i, status)),
                tensorflow.TF_DeviceListMemoryBytes(devices, i, status)));
        status.throwExceptionIfNotOK();
      }
      return list;
    } finally {
      tensorflow.TF_DeleteDeviceList(devices);
    }
  }

  private static String text(BytePointer pointer) {
    return pointer.getString();
  }

  /**
   * Finds the device for a choice.
   *
   * @param choice what the user asked for
   * @return the device
   * @throws NoSuchDeviceException if there is no such device
   */
  public static Hardware.DeviceKind resolve(Choice choice) throws NoSuchDeviceException {
    return resolve(choice, Devices::list);
  }

  static Hardware.DeviceKind resolve(Choice choice, Supplier<List<Device>> devices)
      throws NoSuchDeviceException {
    if (choice == Choice.CPU) {
      return Hardware.DeviceKind.CPU;
    }
    boolean gpu = devices.get().stream().anyMatch(device -> device.type().equals("GPU"));
    if (choice == Choice.GPU && !gpu) {
      throw new NoSuchDeviceException(
          "TensorFlow sees no GPU: build with 'mvn -Pgpu package' on a machine with CUDA 12.5 and"
              + " cuDNN 9.3, or take --device cpu");
    }
    return gpu ? Hardware.DeviceKind.GPU : Hardware.DeviceKind.CPU;
  }

  /**
   * Checks that a precision changes anything here.
   *
   * @param precision the precision
   * @throws NoSuchDeviceException if it does not
   */
  public static void require(Hardware.Precision precision) throws NoSuchDeviceException {
    require(precision, Bfloat16::works);
  }

  static void require(Hardware.Precision precision, BooleanSupplier bfloat16Works)
      throws NoSuchDeviceException {
    if (precision == Hardware.Precision.BFLOAT16 && !bfloat16Works.getAsBoolean()) {
      throw new NoSuchDeviceException(Bfloat16.DOES_NOTHING);
    }
  }
}
