package dev.wharfinger.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The usage logs of the month before, spread over it evenly, filled by SQL. Every tenth was done by
 * the user, half of them about one of the organization's repositories.
 *
 * @param organization of a name that is there
 * @param user likewise
 */
record LongMonth(String organization, String user) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM/dd/yyyy");

  /** Makes it this many entries, all anew. */
  void fill(Connection connection, int entries) throws SQLException {
    LocalDate first = month().atDay(1);
    long millis = month().lengthOfMonth() * 86_400_000L / entries;
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = wharfinger");
      statement.execute("SELECT make_usage_log_month('%s')".formatted(first));
      statement.execute(
          "DELETE FROM usage_log WHERE time < '%sZ'".formatted(first.plusMonths(1).atStartOfDay()));
      statement.execute(
          """
          INSERT INTO usage_log (seq, ordinal, time, kind, namespace, performer, ip, metadata, repository)
          SELECT -i, 0, '%1$s'::timestamp AT TIME ZONE 'UTC' + i * interval '%2$d milliseconds',
                 CASE i %% 3 WHEN 0 THEN 'create_repo' WHEN 1 THEN 'org_add_team_member' ELSE 'push_repo' END,
                 o.id, CASE i %% 10 WHEN 0 THEN u.id ELSE o.id END, '192.0.2.7',
                 jsonb_build_object('repo', 'repository-' || i, 'namespace', o.name),
                 CASE i %% 2 WHEN 0 THEN 77 END
          FROM generate_series(0, %3$d - 1) i, namespace o, namespace u
          WHERE o.name = '%4$s' AND u.name = '%5$s'
          """
              .formatted(first.atStartOfDay(), millis, entries, organization, user));
      statement.execute("VACUUM ANALYZE usage_log");
    }
  }

  /** Ways to look at it: everything, one day, one user's doings, as superusers do. */
  Map<String, String> views() {
    String all = range(month().atDay(1), month().atEndOfMonth());
    String day = range(month().atDay(11), month().atDay(11));
    String own = "/api/v1/organization/" + organization + "/logs";
    Map<String, String> views = new LinkedHashMap<>();
    views.put("the month", own + all);
    views.put("a day", own + day);
    views.put("a user's doings", own + all + "&performer=" + user);
    views.put("everybody's", "/api/v1/superuser/logs" + all);
    return views;
  }

  private static String range(LocalDate first, LocalDate last) {
    return "?starttime=" + DAY.format(first) + "&endtime=" + DAY.format(last);
  }

  private static YearMonth month() {
    return YearMonth.now(ZoneOffset.UTC).minusMonths(1);
  }
}
