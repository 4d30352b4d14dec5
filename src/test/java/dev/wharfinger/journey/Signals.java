package dev.wharfinger.journey;

import dev.wharfinger.local.ServiceProcess;
import java.io.IOException;

/** What an operator's {@code kill} can do to a process beside ending it. */
final class Signals {
  private Signals() {}

  /** The process stands still, with all its connections open. */
  static void pause(ServiceProcess service) {
    send("-STOP", service);
  }

  /** The process goes on as if no time had passed. */
  static void resume(ServiceProcess service) {
    send("-CONT", service);
  }

  private static void send(String signal, ServiceProcess service) {
    try {
      Process kill =
          new ProcessBuilder("kill", signal, Long.toString(service.handle().pid()))
              .inheritIO()
              .start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("kill " + signal + " failed");
      }
    } catch (IOException failure) {
      throw new AssertionError("kill " + signal + " failed", failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", failure);
    }
  }
}
