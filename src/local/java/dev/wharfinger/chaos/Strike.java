package dev.wharfinger.chaos;

/**
 * A fault that happened, by the clock of the history.
 *
 * @param until when it was mended
 * @param recovered when every instance had taken a write that was sent after that
 */
record Strike(Fault fault, String target, long from, long until, long recovered) {}
