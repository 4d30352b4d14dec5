package dev.wharfinger.app.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Completion for shells. */
@Command(
    name = "completion",
    description = {
      "Print a script with which a shell completes the commands.",
      "To use it in this shell: source <(wharfinger completion bash)"
    })
final class CompletionCommand implements Runnable {

  @ParentCommand Cli cli;
  @Spec CommandSpec spec;

  /** Shells that there is a script for. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  Shell shell = Shell.BASH;

  /** Zsh reads the script of bash by an emulation that the script itself turns on. */
  @Override
  public void run() {
    String script = AutoComplete.bash(spec.root().name(), spec.root().commandLine());
    cli.output().script(script);
  }
}
