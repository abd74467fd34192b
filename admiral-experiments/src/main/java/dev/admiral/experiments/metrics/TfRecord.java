package dev.admiral.experiments.metrics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The framing of TensorFlow's record files, all little-endian: the length of the data (8 bytes), the
 * masked CRC-32C of those 8 bytes (4), the data, the masked CRC-32C of the data (4).
 *
 * <p>Source: {@code tensorflow/core/lib/io/record_writer.h} and {@code tsl/lib/hash/crc32c.h}.
 */
final class TfRecord {
  /** A CRC of data that itself holds CRCs is weak; hence the rotation and this constant. */
  private static final int MASK_DELTA = 0xa282ead8;

  private TfRecord() {}

  static byte[] frame(byte[] data) {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedChecksum(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(maskedChecksum(data, data.length));
    return record.array();
  }

  /** The masked CRC-32C of the first {@code length} bytes. */
  static int maskedChecksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
  }
}
