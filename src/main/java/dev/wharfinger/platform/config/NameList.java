package dev.wharfinger.platform.config;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Texts in the order of configuration, without duplicates; a separate type because a plain set
 * could not be empty by default.
 */
public final class NameList extends AbstractSet<String> {

  private final Set<String> names;

  private NameList(Collection<String> names) {
    this.names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }

  /** The given names, for callers that have no configuration. */
  public static NameList of(Collection<String> names) {
    return new NameList(names);
  }

  @Override
  public boolean contains(@Nullable Object name) {
    return names.contains(name);
  }

  @Override
  public Iterator<String> iterator() {
    return names.iterator();
  }

  @Override
  public int size() {
    return names.size();
  }

  /** For the configuration library, which finds it as a service. */
  public static final class FromText implements Converter<NameList> {
    @Override
    public NameList convert(String value) {
      return new NameList(SettingFormat.ListOf.items(value));
    }
  }
}
