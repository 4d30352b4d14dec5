package dev.wharfinger.platform.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.hibernate.annotations.Immutable;

/** An account of any kind, as the lists read it; projectors write the table. */
@Entity
@Immutable
@Table(name = "namespace")
@SuppressWarnings("NullAway.Init")
public class Account extends PanacheEntityBase {

  @Id public Long id;

  /** The kind, stored in the column that the list indexes use. */
  @Column(name = "listed_as")
  public String kind;

  /** The id, stored likewise. */
  @Column(name = "listed_id")
  public Long position;

  public String name;
  public String email;
  public boolean enabled;
  public boolean verified;

  /**
   * Accounts of a kind in ascending order of their ids, starting with the first id not below {@code
   * from}.
   */
  public static Uni<List<Account>> page(String kind, boolean disabledToo, long from, int limit) {
    return Panache.withSession(() ->
        Account.<Account>find(
                "kind = ?1 and position >= ?2 and (enabled = true or ?3 = true) order by position",
                kind,
                from,
                disabledToo)
            .range(0, limit - 1)
            .list());
  }

  /**
   * The account with this name, if such a page would show it. Names are unique, so the kind is
   * checked afterwards: its index is meant for the pages.
   */
  public static Uni<List<Account>> named(String name, String kind, boolean disabledToo, long from) {
    return Panache.withSession(() -> Account.<Account>find("name = ?1", name).list())
        .map(found ->
            found.stream()
                .filter(account -> account.kind.equals(kind) && account.id >= from)
                .filter(account -> account.enabled || disabledToo)
                .toList());
  }
}
