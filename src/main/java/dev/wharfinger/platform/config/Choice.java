package dev.wharfinger.platform.config;

/** One of a fixed list of choices, with the word that stands for it in the configuration. */
public interface Choice {

  /** The word in the configuration and on the wire. */
  String word();
}
