package dev.wharfinger.platform.config;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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

  /** The values of entries of the form name=value, by their names. */
  public Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String item : names) {
      int equals = item.indexOf('=');
      attributes.put(item.substring(0, equals).strip(), item.substring(equals + 1).strip());
    }
    return attributes;
  }

  /** For the configuration library, which finds it as a service. */
  public static final class FromText implements Converter<NameList> {
    @Override
    public NameList convert(String value) {
      return new NameList(SettingFormat.ListOf.items(value));
    }
  }
}
