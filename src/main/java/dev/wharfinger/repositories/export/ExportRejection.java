package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.journal.Rejection;

/** Why requests for exports are rejected. */
enum ExportRejection implements Rejection {
  /** A caller who may read all logs asks for one that does not exist. */
  NO_ACCOUNT,

  TOO_MANY_WAITING
}
