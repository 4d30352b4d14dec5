package dev.wharfinger.records.history;

import dev.wharfinger.platform.http.ApiException;
import java.util.Optional;

/**
 * What a history can be asked for, by the word in the path. Users and organizations share one name
 * space, and one becomes the other: either word finds both.
 */
enum HistoryKind {
  ORGANIZATION(HistoryKinds.ACCOUNT, '\0'),
  USER(HistoryKinds.ACCOUNT, '\0'),
  ROBOT(HistoryKinds.ACCOUNT, '+'),
  TEAM(HistoryKinds.TEAM, '/'),
  REPOSITORY(HistoryKinds.REPOSITORY, '/');

  private final String entity;
  private final char separator;

  HistoryKind(String entity, char separator) {
    this.entity = entity;
    this.separator = separator;
  }

  /** A name in its two parts: that of the namespace, and that within it. */
  record Name(String namespace, Optional<String> within) {}

  /** The kind with this word; no other has a history (404). */
  static HistoryKind of(String word) {
    return switch (word) {
      case "organization" -> ORGANIZATION;
      case "user" -> USER;
      case "robot" -> ROBOT;
      case "team" -> TEAM;
      case "repository" -> REPOSITORY;
      default -> throw ApiException.notFound();
    };
  }

  /** The word. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The kind of its entities on the audit feed. */
  String entity() {
    return entity;
  }

  /** Whether it is within a namespace rather than one itself. */
  boolean isWithin() {
    return separator != '\0';
  }

  /** The parts of a name; one without its second part is of nothing (404). */
  Name parse(String name) {
    if (!isWithin()) {
      return new Name(name, Optional.empty());
    }
    int at = name.indexOf(separator);
    if (at <= 0 || at == name.length() - 1) {
      throw ApiException.notFound();
    }
    return new Name(name.substring(0, at), Optional.of(name.substring(at + 1)));
  }
}
