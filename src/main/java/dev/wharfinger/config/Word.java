package dev.wharfinger.config;

/** A choice of a closed list, by the word that stands for it in the configuration. */
public interface Word {

  /** The word in the configuration and on the wire. */
  String word();
}
