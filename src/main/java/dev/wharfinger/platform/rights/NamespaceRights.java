package dev.wharfinger.platform.rights;

/**
 * Who administers a namespace, as SQL expressions for the statements that need to know: its user,
 * or the members of an organization's teams whose role is {@code admin}. What a token's scopes cap
 * is not told here. Source: contract organization 0.2.
 *
 * <p>Every parameter is an SQL expression for the id of an account, such as a column or {@code $2}.
 */
public final class NamespaceRights {

  private static final String ADMIN = "= 'admin'";
  private static final String CREATOR = "IN ('admin', 'creator')";

  private NamespaceRights() {}

  /** Whether the namespace is the account's own or an organization that it administers. */
  public static String administers(String namespace, String account) {
    return "(%s = %s OR %s)"
        .formatted(namespace, account, administersOrganization(namespace, account));
  }

  /** Whether the account is in a team of the organization whose role is {@code admin}. */
  public static String administersOrganization(String organization, String account) {
    return isInTeam(ADMIN, organization, account);
  }

  /** Whether the account may create repositories in the namespace: its own, or by a team. */
  public static String creates(String namespace, String account) {
    return "(%s = %s OR %s)".formatted(namespace, account, isInTeam(CREATOR, namespace, account));
  }

  /**
   * One look at the index of members for each such team: few teams have such a role. A join would
   * be planned from either side, and from the wrong one where an account or an organization is
   * large.
   */
  private static String isInTeam(String role, String organization, String account) {
    return """
    coalesce((
      SELECT bool_or((SELECT true FROM team_member rm WHERE rm.team = rt.id AND rm.account = %3$s))
      FROM team rt WHERE rt.organization = %2$s AND rt.role %1$s), false)\
    """
        .formatted(role, organization, account);
  }

  /**
   * What the account is to the organization: null where it is in none of its teams, else whether it
   * is in one whose role is {@code admin}.
   */
  public static String membership(String organization, String account) {
    return """
    (SELECT bool_or(rt.role %1$s) FROM team rt
      JOIN team_member rm ON rm.team = rt.id AND rm.account = %3$s
      WHERE rt.organization = %2$s)\
    """
        .formatted(ADMIN, organization, account);
  }

  /** A query of the namespaces that the account administers, its own first: one column, id. */
  public static String administeredBy(String account) {
    return "SELECT %s::bigint AS id UNION %s".formatted(account, organizationsOf(account));
  }

  /** A query of the organizations that the account administers: one column, id. */
  public static String organizationsOf(String account) {
    return """
    SELECT rt.organization AS id FROM team_member rm JOIN team rt ON rt.id = rm.team
    WHERE rm.account = %2$s AND rt.role %1$s\
    """
        .formatted(ADMIN, account);
  }

  /** A query of the accounts that administer the organization, some twice: one column, account. */
  public static String administratorsOf(String organization) {
    return """
    SELECT rm.account FROM team_member rm JOIN team rt ON rt.id = rm.team
    WHERE rt.organization = %2$s AND rt.role %1$s\
    """
        .formatted(ADMIN, organization);
  }

  /** Whether users other than the account administer the organization. */
  public static String hasOtherAdministrators(String organization, String account) {
    return """
    EXISTS (SELECT FROM (%s) ra JOIN namespace ru ON ru.id = ra.account
      WHERE ra.account <> %s AND ru.kind = 'user')\
    """
        .formatted(administratorsOf(organization), account);
  }
}
