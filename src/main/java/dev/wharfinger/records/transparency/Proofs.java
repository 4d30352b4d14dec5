package dev.wharfinger.records.transparency;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;

/** What proofs have in common when they are shown. */
final class Proofs {

  private Proofs() {}

  /** Adds the hashes of a proof, and the checkpoint that it leads to. */
  static ObjectNode put(ObjectNode view, List<byte[]> path, Checkpoints.Made checkpoint) {
    view.put("tree_size", checkpoint.size());
    ArrayNode hashes = view.putArray("proof");
    path.forEach(hash -> hashes.add(Base64.getEncoder().encodeToString(hash)));
    return view.put("checkpoint", checkpoint.note());
  }
}
