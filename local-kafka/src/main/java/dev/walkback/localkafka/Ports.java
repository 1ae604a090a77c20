package dev.walkback.localkafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine, asked for before Kafka does: a broker that fails to bind half starts. */
final class Ports {

  private Ports() {}

  static int free() {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new LocalKafkaException("Expected a free port, but found: " + e, e);
    }
  }

  static void requireFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new LocalKafkaException(
          "Expected port %d on %s to be free for Kafka, but another program listens there (%s). Stop it or choose another port."
              .formatted(port, BrokerProperties.HOST, e.getMessage()),
          e);
    }
  }
}
