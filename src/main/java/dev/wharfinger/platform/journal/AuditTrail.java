package dev.wharfinger.platform.journal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one event means to subscribers: which entities it creates, changes and ends. Before and
 * after of each field follow from it in the same way for every event.
 */
public final class AuditTrail {

  private final List<Step> steps = new ArrayList<>();
  private OptionalLong account = OptionalLong.empty();

  /** What becomes of entities. */
  public sealed interface Step {}

  /**
   * An entity, by its kind and what tells which one; written as {@code team/7}.
   *
   * @param ids none where there is one of the kind; an entity among them stands for its own last id
   */
  public record Entity(String kind, List<Object> ids) {

    /** Names an entity. */
    public static Entity of(String kind, Object... ids) {
      return new Entity(kind, Arrays.asList(ids));
    }

    /** The name, such as {@code team-member/7/12}. */
    public String name() {
      return ids.isEmpty()
          ? kind
          : kind + ids.stream().map(id -> "/" + plain(id)).collect(Collectors.joining());
    }

    /** The id without its kind, as a field shows it. */
    public Object id() {
      return plain(ids.getLast());
    }

    private static Object plain(Object id) {
      return id instanceof Entity other ? other.id() : id;
    }
  }

  /** Entities of these kinds end that are part of all the owners. */
  public record EndAll(Set<String> kinds, List<Entity> owners) implements Step {}

  /** An entity ends, and with it whatever is part of it. */
  public record End(Entity entity) implements Step {}

  /** An entity has these fields from now on and keeps the others. */
  public static final class Put implements Step {

    private final Entity entity;
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final Set<Entity> owners = new LinkedHashSet<>();
    private final Set<String> merged = new LinkedHashSet<>();

    private Put(Entity entity) {
      this.entity = entity;
      entity.ids().forEach(this::partOf);
    }

    /**
     * Sets a field.
     *
     * @param value an {@link Entity} is shown by its id, and this one is part of it
     */
    @CanIgnoreReturnValue
    public Put set(String field, @Nullable Object value) {
      fields.put(field, value instanceof Entity other ? other.id() : value);
      return partOf(value);
    }

    /** Sets the members of a field that is the text of a JSON object, and keeps its other ones. */
    @CanIgnoreReturnValue
    public Put merge(String field, String json) {
      merged.add(field);
      return set(field, json);
    }

    /** Says that this entity ends with the other one; what is no entity is left out. */
    @CanIgnoreReturnValue
    public Put partOf(@Nullable Object owner) {
      if (owner instanceof Entity other) {
        owners.add(other);
      }
      return this;
    }

    /** Which entity. */
    public Entity entity() {
      return entity;
    }

    /** The fields in the order in which they were set; records and personal values among them. */
    public Map<String, @Nullable Object> fields() {
      return fields;
    }

    /** The entities with which this one ends. */
    public Set<Entity> owners() {
      return owners;
    }

    /** Whether a field's JSON object is merged into the one before. */
    public boolean isMerged(String field) {
      return merged.contains(field);
    }
  }

  /** Says to which account the event belongs; else it belongs to that of its first entity. */
  @CanIgnoreReturnValue
  public AuditTrail belongsTo(long namespace) {
    account = OptionalLong.of(namespace);
    return this;
  }

  /** An entity is created or changed; its fields follow. */
  @CanIgnoreReturnValue
  public Put put(Entity entity) {
    Put put = new Put(entity);
    steps.add(put);
    return put;
  }

  /** An entity ends. */
  public void end(Entity entity) {
    steps.add(new End(entity));
  }

  /** All entities of these kinds end that are part of each of the owners. */
  public void endAll(Set<String> kinds, Entity... owners) {
    steps.add(new EndAll(Set.copyOf(kinds), List.of(owners)));
  }

  /** The account to which the event belongs. */
  public OptionalLong account() {
    return account;
  }

  /** What happens, in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }
}
