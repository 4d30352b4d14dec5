package dev.wharfinger.accounts.restoration;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An organization of 200 teams, 5,000 memberships and 10,000 repositories is restored. It was never
 * there: the history is told of its life and its end, and is made to forget them afterwards.
 */
class LargeOrganizationApiTest {

  private static final Wharfinger SERVICE = Wharfinger.shared();
  private static final long ID = 5_000_000_000_000L;
  private static final long END = 3;
  private static final int MEMBERS = 25;

  /** Of each entity: its name, its owners and its document, from the second record to the third. */
  private static final String TELL =
      """
      WITH given (entity, owners, document) AS (%1$s),
        begun AS (INSERT INTO history_version (entity, seq, step, born, namespace, owners, document)
          SELECT entity, 2, 1 << 30, 2, %2$d, owners, document::jsonb FROM given),
        ended AS (INSERT INTO history_version (entity, seq, step, born, namespace, owners, document)
          SELECT entity, 3, 1 << 30, 2, %2$d, owners, NULL FROM given)
      INSERT INTO history_part (owner, to_seq, entity, from_seq)
      SELECT owner, 3, entity, 2 FROM given, unnest(owners) owner
      """;

  private static void tell(String entities) {
    SERVICE.sql(TELL.formatted(entities, ID));
  }

  @Test
  void restoresAllOfIt() {
    List<String> users = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      String user = fresh("sailor");
      var _ = Viewer.newUser(user);
      users.add(user);
    }
    String name = fresh("fleet");
    tell(
        """
        SELECT 'account/%1$d', ARRAY[]::bigint[], '{"name": "%2$s", "email": null, "kind": "ORGANIZATION",
          "emailStandIn": "00000000-0000-0002-0000-00000000000b", "tagExpirationSeconds": 60, "invoiceEmail": false}'
        """
            .formatted(ID, name));
    tell(
        """
        SELECT 'team/' || %1$d + t, ARRAY[-%1$d], '{"name": "t' || t || '", "role": "MEMBER", "description": ""}'
        FROM generate_series(1, 200) t
        """
            .formatted(ID));
    tell(
        """
        SELECT 'team-member/' || %1$d + t || '/' || n.id, ARRAY[-%1$d, %1$d + t, n.id],
          '{"membership": ' || %1$d + 100000 + t * 100 + row_number() OVER (PARTITION BY t) || '}'
        FROM generate_series(1, 200) t, namespace n WHERE n.name IN ('%2$s')
        """
            .formatted(ID, String.join("', '", users)));
    tell(
        """
        SELECT 'repository/' || %1$d + 1000 + r, ARRAY[-%1$d], '{"name": "r' || r || '", "isPublic": false, "description": null,
          "statusToken": "' || gen_random_uuid() || '", "state": "NORMAL"}'
        FROM generate_series(1, 10000) r
        """
            .formatted(ID));
    tell(
        """
        SELECT 'team-permission/' || %1$d + 1000 + r || '/' || %1$d + 1 + r %% 200, ARRAY[-%1$d, %1$d + 1000 + r, %1$d + 1 + r %% 200],
          '{"permission": ' || %1$d + 200000 + r || ', "role": "WRITE"}'
        FROM generate_series(1, 10000) r
        """
            .formatted(ID));
    SERVICE.sql(
        "INSERT INTO history_name (owner, kind, name, seq, entity) VALUES (0, 'account', ?, 2, ?)",
        name,
        "account/" + ID);
    SERVICE.sql(
        "INSERT INTO history_end VALUES (?, ?, 2, ?, 'organization', true)",
        "account/" + ID,
        END,
        ID);

    long begin = System.nanoTime();
    JsonNode answer =
        json(
            Viewer.FSU
                .asks()
                .basePath("")
                .post("/api/wharfinger/v1/history/organization/" + name + "/restore"),
            200);
    System.out.printf("restored in %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    assertThat(answer.get("left_out")).isEmpty();
    assertThat(answer.get("restored").toString())
        .contains("\"teams\":200", "\"members\":5000", "\"repositories\":10000")
        .contains("\"permissions\":10000");
    assertThat(
            SERVICE.count(
                "SELECT count(*) FROM repository r JOIN repository_permission p"
                    + " ON p.repository = r.id WHERE r.namespace = ?",
                ID))
        .isEqualTo(10_000);
    assertThat(SERVICE.count("SELECT sum(member_count) FROM team WHERE organization = ?", ID))
        .isEqualTo(5_000);
    isDone(Viewer.SU.asks().delete("/superuser/organizations/" + name));
    SERVICE.sql("DELETE FROM history_part WHERE to_seq = 3 AND owner > ?", ID - 1);
    SERVICE.sql("DELETE FROM history_part WHERE to_seq = 3 AND owner = ?", -ID);
    SERVICE.sql(
        "DELETE FROM history_part p USING history_version v WHERE p.to_seq = 3"
            + " AND v.entity = p.entity AND v.seq = 2 AND v.step = 1 << 30 AND v.namespace = ?",
        ID);
    SERVICE.sql("DELETE FROM history_version WHERE seq < 4 AND namespace = ?", ID);
    SERVICE.sql("DELETE FROM history_name WHERE seq = 2 AND entity = ?", "account/" + ID);
    SERVICE.sql("DELETE FROM history_end WHERE seq = 3 AND entity = ?", "account/" + ID);
  }
}
