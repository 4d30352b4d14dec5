package dev.wharfinger.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy that can fall silent: it goes on taking connections and bytes, and passes none on. */
public final class Relay implements AutoCloseable {

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile boolean silent;

  /**
   * Relays to a port of this machine.
   *
   * @param target the port
   */
  public Relay(int target) {
    this.target = target;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return listening.getLocalPort();
  }

  /** From now on bytes are swallowed, in both directions. */
  public void fallSilent() {
    silent = true;
  }

  /** Passes on again, on new connections; what swallowed something is cut. */
  public void speak() {
    silent = false;
    cut();
  }

  /** From now on connects to another port of this machine; connections to the last one are cut. */
  public void follow(int newTarget) {
    target = newTarget;
    cut();
  }

  private void cut() {
    open.forEach(Relay::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException _) {
        // closed
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket("127.0.0.1", target);
      open.add(client);
      open.add(server);
      Thread.ofVirtual().start(() -> pass(client, server));
      Thread.ofVirtual().start(() -> pass(server, client));
    } catch (IOException _) {
      close(client); // the target is away
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!silent) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException _) {
      // either end is gone
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
