package dev.wharfinger.offenders.organization;

/** A native executable does not have the class that only a text names. */
public final class AsksForAClassByName {
  Class<?> find(String name) throws ClassNotFoundException {
    return Class.forName(name);
  }
}
