package dev.wharfinger.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** What an operator's {@code kill} can do to a process beside ending it. */
public final class Signals {
  private Signals() {}

  /** The process stands still, with all its connections open. */
  public static void pause(ServiceProcess service) {
    pause(service.handle());
  }

  /** The process goes on as if no time had passed. */
  public static void resume(ServiceProcess service) {
    resume(service.handle());
  }

  /** The process and all it started stand still. */
  public static void pause(ProcessHandle process) {
    send("-STOP", process);
  }

  /** The process and all it started go on. */
  public static void resume(ProcessHandle process) {
    send("-CONT", process);
  }

  /** The process first, so that it starts no more of those that are told next. */
  private static void send(String signal, ProcessHandle process) {
    one(signal, process);
    process.descendants().forEach(it -> one(signal, it));
  }

  private static void one(String signal, ProcessHandle process) {
    List<String> command = List.of("kill", signal, Long.toString(process.pid()));
    try {
      Process kill = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
      if (kill.waitFor() != 0 && process.isAlive()) {
        throw new IllegalStateException("kill %s %d failed".formatted(signal, process.pid()));
      }
    } catch (IOException failure) {
      throw new IllegalStateException("kill " + signal + " failed", failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", failure);
    }
  }
}
