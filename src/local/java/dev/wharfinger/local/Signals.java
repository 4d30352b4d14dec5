package dev.wharfinger.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

  private static void send(String signal, ProcessHandle process) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    Stream.concat(Stream.of(process), process.descendants())
        .map(it -> Long.toString(it.pid()))
        .forEach(command::add);
    try {
      Process kill = new ProcessBuilder(command).inheritIO().start();
      if (kill.waitFor() != 0 && process.isAlive()) {
        throw new IllegalStateException("kill " + signal + " failed");
      }
    } catch (IOException failure) {
      throw new IllegalStateException("kill " + signal + " failed", failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", failure);
    }
  }
}
