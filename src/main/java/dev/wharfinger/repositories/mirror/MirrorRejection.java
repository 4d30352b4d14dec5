package dev.wharfinger.repositories.mirror;

import dev.wharfinger.platform.journal.Rejection;
import java.util.List;

/** Why commands on mirrors are rejected. Source: contract repositories 9.1. */
sealed interface MirrorRejection extends Rejection {

  /** The repository has a configuration. */
  record AlreadyConfigured(String namespace, String repository) implements MirrorRejection {}

  /** The reference of the other repository is malformed. */
  record MalformedReference(MirrorReference.Fault fault) implements MirrorRejection {}

  /** The host of the other registry does not resolve. */
  record Unresolvable(String host) implements MirrorRejection {}

  /** These architectures are not known. */
  record UnknownArchitectures(List<String> names) implements MirrorRejection {
    public UnknownArchitectures {
      names = List.copyOf(names);
    }
  }

  /** The reasons that quote nothing. */
  enum Simple implements MirrorRejection {
    /** The service may not connect to the other registry. */
    BLOCKED,
    /** The start is not written as a time. */
    MALFORMED_START,
    /** Indexes must be whole here. */
    NEEDS_SPARSE_INDEXES,
    PASSWORD_WITHOUT_USERNAME,
    PASSWORD_FOR_NO_USERNAME,
    /** A proxy is not an HTTP address, or has credentials in it. */
    MALFORMED_PROXY,
    /** There is no glob. */
    NO_TAGS,
    UNKNOWN_ROBOT,
    /** The robot belongs to another namespace. */
    ROBOT_OF_ANOTHER
  }
}
