package dev.walkback.cli.kafka;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * Asks what listens at an address. Kafka's own clients take minutes to say that nobody does, and
 * take the first bytes of anything else, an HTTP answer or a TLS alert, for the length of a message
 * that does not fit into memory.
 */
final class Greeting {

  private static final int CORRELATION = 0x57616c6b;
  private static final int LONGEST_ANSWER = 1 << 20;

  private final int timeoutMillis;

  /**
   * @param timeoutMillis for connecting, and again for the answer
   */
  Greeting(int timeoutMillis) {
    this.timeoutMillis = timeoutMillis;
  }

  /** What answers. */
  enum Answer {
    NOBODY,
    SOMETHING_ELSE,
    /** Or something that has not said yet what it is. */
    BROKER
  }

  /** Whether somebody listens. */
  Answer connect(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), timeoutMillis);
      return Answer.BROKER;
    } catch (IOException | IllegalArgumentException e) {
      return Answer.NOBODY;
    }
  }

  /** Whether somebody listens who speaks Kafka's protocol without TLS. */
  Answer speak(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), timeoutMillis);
      return speak(socket);
    } catch (IOException | IllegalArgumentException e) {
      return Answer.NOBODY;
    }
  }

  private Answer speak(Socket socket) {
    try {
      socket.setSoTimeout(timeoutMillis);
      socket.getOutputStream().write(versionsAsked());
      var in = new DataInputStream(socket.getInputStream());
      int length = in.readInt();
      boolean fits = length >= Integer.BYTES && length <= LONGEST_ANSWER;
      return fits && in.readInt() == CORRELATION ? Answer.BROKER : Answer.SOMETHING_ELSE;
    } catch (SocketTimeoutException e) {
      return Answer.BROKER;
    } catch (IOException e) {
      return Answer.SOMETHING_ELSE;
    }
  }

  /** The request that every client begins with, in its oldest form: ApiVersions, version 0. */
  private static byte[] versionsAsked() {
    var request = ByteBuffer.allocate(14);
    request.putInt(10).putShort((short) 18).putShort((short) 0).putInt(CORRELATION);
    return request.putShort((short) -1).array();
  }
}
