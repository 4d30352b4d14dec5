package dev.wharfinger.platform.config;

/** A choice of a closed list, by the word that stands for it in the configuration. */
public interface Choice {

  /** The word in the configuration and on the wire. */
  String word();
}
