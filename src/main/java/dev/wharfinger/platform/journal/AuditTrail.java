package dev.wharfinger.platform.journal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.wharfinger.platform.id.AccountId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one event means to subscribers: which entities it creates, changes and ends. The before and
 * after values of each field are derived from this in the same way for every event.
 */
public final class AuditTrail {

  private final List<Step> steps = new ArrayList<>();
  private final List<OwnedRows> ownedByUser;
  private Optional<AccountId> account = Optional.empty();

  AuditTrail(List<OwnedRows> ownedByUser) {
    this.ownedByUser = ownedByUser;
  }

  /** A change to entities. */
  public sealed interface Step {}

  /**
   * An entity, identified by its kind and ids; written as {@code team/7}.
   *
   * @param ids empty for a kind with a single instance; an entity among them stands for its own
   *     last id
   */
  public record Entity(String kind, List<Object> ids) {

    /** Creates an entity reference. */
    public static Entity of(String kind, Object... ids) {
      return new Entity(kind, Arrays.asList(ids));
    }

    /** The name, such as {@code team-member/7/12}. */
    public String name() {
      return ids.isEmpty()
          ? kind
          : kind + ids.stream().map(id -> "/" + plain(id)).collect(Collectors.joining());
    }

    /** The id without its kind, as shown in a field. */
    public Object id() {
      return plain(ids.getLast());
    }

    private static Object plain(Object id) {
      return id instanceof Entity other ? other.id() : id;
    }
  }

  /** Ends all entities of these kinds that are part of every one of the owners. */
  public record EndAll(Set<String> kinds, List<Entity> owners) implements Step {}

  /** Ends an entity and everything that is part of it. */
  public record End(Entity entity) implements Step {}

  /** Sets these fields of an entity and keeps its others. */
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
     * @param value an {@link Entity} is shown by its id and becomes an owner of this one
     */
    @CanIgnoreReturnValue
    public Put set(String field, @Nullable Object value) {
      fields.put(field, value instanceof Entity other ? other.id() : value);
      return partOf(value);
    }

    /**
     * Merges the members of a JSON object into a field that holds one, and keeps its other members.
     */
    @CanIgnoreReturnValue
    public Put merge(String field, String json) {
      merged.add(field);
      return set(field, json);
    }

    /** Makes this entity end with the other one; ignored if the argument is not an entity. */
    @CanIgnoreReturnValue
    public Put partOf(@Nullable Object owner) {
      if (owner instanceof Entity other) {
        owners.add(other);
      }
      return this;
    }

    /** The entity. */
    public Entity entity() {
      return entity;
    }

    /** The fields in the order in which they were set; values may be records or personal values. */
    public Map<String, @Nullable Object> fields() {
      return fields;
    }

    /** The entities whose end also ends this one. */
    public Set<Entity> owners() {
      return owners;
    }

    /** Whether a field's JSON object is merged into its previous value. */
    public boolean isMerged(String field) {
      return merged.contains(field);
    }
  }

  /**
   * Sets the account that the event belongs to; by default it is that of the event's first entity.
   */
  @CanIgnoreReturnValue
  public AuditTrail belongsTo(AccountId namespace) {
    account = Optional.of(namespace);
    return this;
  }

  /** Creates or changes an entity; its fields are set on the result. */
  @CanIgnoreReturnValue
  public Put put(Entity entity) {
    Put put = new Put(entity);
    steps.add(put);
    return put;
  }

  /** Ends an entity. */
  public void end(Entity entity) {
    steps.add(new End(entity));
  }

  /** Ends all entities of these kinds that are part of each of the owners. */
  public void endAll(Set<String> kinds, Entity... owners) {
    steps.add(new EndAll(Set.copyOf(kinds), List.of(owners)));
  }

  /** Ends all that the account has as a user, in every area. */
  public void endOwnedByUser(Entity account) {
    endAll(ownedByUser.stream().map(OwnedRows::kind).collect(Collectors.toSet()), account);
  }

  /** The account to which the event belongs. */
  public Optional<AccountId> account() {
    return account;
  }

  /** What happens, in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }
}
