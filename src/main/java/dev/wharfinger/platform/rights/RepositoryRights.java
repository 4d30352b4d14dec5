package dev.wharfinger.platform.rights;

/**
 * What an account may do with a repository, as SQL expressions: permissions of its own and those of
 * its teams. Who administers the namespace may do everything, see {@link NamespaceRights}. Source:
 * contract organization 0.2.
 */
public final class RepositoryRights {

  /** What {@link #rank} gives for a role; 0 stands for none. */
  public static final int READ = 1;

  public static final int WRITE = 2;
  public static final int ADMIN = 3;

  private RepositoryRights() {}

  /** The role that the account has by a permission of its own; null for none. */
  public static String ownRole(String repository, String account) {
    return "(SELECT rp.role FROM repository_permission rp WHERE rp.repository = %s AND rp.account = %s)"
        .formatted(repository, account);
  }

  /** The rank of the best role that the account has by its teams; null for none. */
  public static String rankByTeams(String namespace, String repository, String account) {
    return """
    (SELECT max(%4$s)
     FROM team rt JOIN repository_permission rp ON rp.team = rt.id AND rp.repository = %2$s
     WHERE rt.organization = %1$s
       AND (SELECT true FROM team_member rm WHERE rm.team = rt.id AND rm.account = %3$s))\
    """
        .formatted(namespace, repository, account, rank("rp.role"));
  }

  /** The rank of the best role that the account has in any way; 0 for none. */
  public static String rank(String namespace, String repository, String account) {
    return "CASE WHEN %s THEN %d ELSE greatest(%s, %s, 0) END"
        .formatted(
            NamespaceRights.administers(namespace, account),
            ADMIN,
            rank(ownRole(repository, account)),
            rankByTeams(namespace, repository, account));
  }

  private static String rank(String role) {
    return "CASE %s WHEN 'admin' THEN %d WHEN 'write' THEN %d WHEN 'read' THEN %d END"
        .formatted(role, ADMIN, WRITE, READ);
  }
}
