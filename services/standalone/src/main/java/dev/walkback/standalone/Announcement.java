package dev.walkback.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that tells the command line on this checkout where our broker is. */
record Announcement(Path file, String address) {

  void make() {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, address + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write the broker's address to " + file, e);
    }
  }

  /** Takes it back, unless it has become another's: one that still runs. */
  void withdraw() throws IOException {
    if (Files.exists(file) && Files.readString(file).strip().equals(address)) {
      Files.delete(file);
    }
  }
}
