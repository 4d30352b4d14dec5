package dev.wharfinger.records.transparency;

import dev.wharfinger.records.transparency.LogVerification.Expected;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What the log says of the journal. */
@Singleton
public class TransparencyLog {

  private final TreeTables tables;
  private final Checkpoints checkpoints;
  private final CheckpointKeys keys;

  @Inject
  TransparencyLog(TreeTables tables, Checkpoints checkpoints, CheckpointKeys keys) {
    this.tables = tables;
    this.checkpoints = checkpoints;
    this.keys = keys;
  }

  /** A note that is no checkpoint of this log. */
  public static final class NotSigned extends RuntimeException {
    NotSigned(String what) {
      super(what + " is not a checkpoint that this log has signed");
    }
  }

  /**
   * A verification of the journal by the stored tree, the last checkpoint and older ones.
   *
   * @param older signed notes
   * @return fails with {@link NotSigned} for a note that this log did not sign
   */
  public Uni<LogVerification> verification(List<String> older) {
    return Uni.combine()
        .all()
        .unis(tables.position(), checkpoints.last())
        .asTuple()
        .flatMap(found -> {
          long size = found.getItem1().seq();
          return tables
              .compute(tree -> tree.root(size))
              .map(root -> {
                List<Expected> expected = new ArrayList<>();
                if (size > 0) {
                  expected.add(new Expected("stored tree", size, root));
                }
                found
                    .getItem2()
                    .ifPresent(last -> expected.add(signed("last checkpoint", last.note())));
                older.forEach(note -> expected.add(signed("given checkpoint", note)));
                return new LogVerification(expected);
              });
        });
  }

  private Expected signed(String what, String note) {
    Checkpoint checkpoint = keys.open(note).orElseThrow(() -> new NotSigned("the " + what));
    return new Expected(what, checkpoint.size(), Base64.getDecoder().decode(checkpoint.root()));
  }
}
