package dev.wharfinger.registries.activity;

import dev.wharfinger.repositories.repositorynotification.WaitingMessagesView;

/** The statements of the projection; each takes all values of one transaction as arrays. */
final class Tables {

  static final String MOVE =
      """
      UPDATE activity.projection_offset o SET next = m.next
      FROM unnest($2::int[], $3::bigint[], $4::bigint[]) m (partition, expected, next)
      WHERE o.name = $1 AND o.partition = m.partition AND o.next = m.expected
      """;

  /** Locks against deletion, in the order of the ids, until the transaction ends. */
  static final String PLACES =
      """
      SELECT n.name AS namespace, r.name, n.id AS namespace_id, r.id
      FROM unnest($1::text[], $2::text[]) w (namespace, name)
      JOIN namespace n ON n.name = w.namespace AND n.kind <> 'robot'
      JOIN repository r ON r.namespace = n.id AND r.name = w.name
      ORDER BY r.id FOR KEY SHARE OF r
      """;

  static final String ACTORS =
      "SELECT id, name FROM namespace WHERE name = ANY ($1) AND kind <> 'organization'";

  static final String MANIFESTS =
      """
      SELECT m.repository, m.digest, m.namespace, m.live, m.at, m.event, m.blobs::text AS blobs
      FROM unnest($1::bigint[], $2::text[]) k (repository, digest)
      JOIN activity.manifest m ON m.repository = k.repository AND m.digest = k.digest
      UNION
      SELECT m.repository, m.digest, m.namespace, m.live, m.at, m.event, m.blobs::text
      FROM activity.manifest m WHERE m.repository = ANY ($3)
      """;

  static final String ENDS =
      "SELECT repository, at, event FROM activity.emptied WHERE repository = ANY ($1)";

  static final String STORE_MANIFESTS =
      """
      INSERT INTO activity.manifest AS m (repository, digest, namespace, live, at, event, blobs)
      SELECT repository, digest, namespace, live, at, event, blobs::jsonb
      FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::boolean[], $5::timestamptz[], $6::text[], $7::text[])
        w (repository, digest, namespace, live, at, event, blobs)
      ON CONFLICT (repository, digest) DO UPDATE
      SET live = excluded.live, at = excluded.at, event = excluded.event, blobs = excluded.blobs
      """;

  static final String STORE_TAGS =
      """
      INSERT INTO activity.tag AS t (repository, name, digest, at, event)
      SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::text[])
      ON CONFLICT (repository, name) DO UPDATE
      SET digest = excluded.digest, at = excluded.at, event = excluded.event
      WHERE (excluded.at, excluded.event) > (t.at, t.event)
      """;

  static final String END =
      """
      INSERT INTO activity.emptied AS e (repository, at, event)
      SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[])
      ON CONFLICT (repository) DO UPDATE SET at = excluded.at, event = excluded.event
      WHERE (excluded.at, excluded.event) > (e.at, e.event)
      """;

  static final String END_TAGS =
      """
      UPDATE activity.tag t SET digest = NULL
      FROM unnest($1::bigint[], $2::timestamptz[], $3::text[]) e (repository, at, event)
      WHERE t.repository = e.repository AND t.digest IS NOT NULL AND (t.at, t.event) < (e.at, e.event)
      """;

  /** Changes nothing of those that are there, but locks them, so that nobody removes them. */
  static final String STORE_CHILDREN =
      """
      INSERT INTO activity.manifest_child AS c (repository, parent, digest)
      SELECT DISTINCT * FROM unnest($1::bigint[], $2::text[], $3::text[]) ORDER BY 1, 2, 3
      ON CONFLICT (repository, parent, digest) DO UPDATE SET digest = c.digest WHERE false
      """;

  /** Before their rows are added: those that are there already were told of. */
  static final String TELL_OF_PUSHES =
      """
      INSERT INTO activity.notification_job (notification, about)
      SELECT n.uuid, n.about FROM (
        SELECT x.uuid, w.at, w.event, row_number() OVER (PARTITION BY x.uuid ORDER BY w.at, w.event) AS number,
               jsonb_strip_nulls(jsonb_build_object(
                 'updated_tags', jsonb_build_array(w.tag), 'performer', w.performer)) AS about
        FROM (
          SELECT DISTINCT repository, tag COLLATE "C" AS tag, at, event COLLATE "C" AS event, performer
          FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::text[], $5::bigint[])
            u (repository, tag, at, event, performer)) w
        JOIN repository_notification x ON x.repository = w.repository AND x.event = 'repo_push'
        WHERE %s AND NOT EXISTS (
          SELECT FROM activity.tag_row t
          WHERE t.repository = w.repository AND t.name = w.tag AND t.at = w.at AND t.event = w.event)) n
      WHERE n.number + (SELECT count(*) FROM activity.notification_job j WHERE j.notification = n.uuid) <= %d
      ORDER BY n.at, n.event, n.uuid
      """
          .formatted(WaitingMessagesView.ENABLED, WaitingMessagesView.MOST);

  static final String ADD_TAG_ROWS = "SELECT activity.add_tag_rows($1, $2, $3, $4, $5, $6, $7, $8)";

  static final String END_TAG_ROWS_OF_MANIFESTS =
      """
      UPDATE activity.tag_row t SET ends = e.at
      FROM (SELECT repository, digest COLLATE "C" AS digest, at, event COLLATE "C" AS event
            FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::text[]) u (repository, digest, at, event)) e
      WHERE t.repository = e.repository AND t.digest = e.digest AND (t.at, t.event) < (e.at, e.event)
        AND (t.ends IS NULL OR t.ends > e.at)
      """;

  /** What was kept of deleted manifests; one that is pushed again is asked for again. */
  static final String FORGET_DOCUMENTS =
      """
      DELETE FROM activity.manifest_document d
      USING unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::text[]) e (repository, digest, at, event)
      WHERE d.repository = e.repository AND d.digest = e.digest COLLATE "C"
      """;

  static final String END_TAG_ROWS =
      """
      UPDATE activity.tag_row t SET ends = e.at
      FROM unnest($1::bigint[], $2::timestamptz[], $3::text[]) e (repository, at, event)
      WHERE t.repository = e.repository AND t.digest IS NOT NULL AND (t.at, t.event) < (e.at, e.event)
        AND (t.ends IS NULL OR t.ends > e.at)
      """;

  /** The size stated by a registry counts, otherwise the one in the manifest. */
  static final String COUNT =
      "SELECT changed, now_bytes FROM activity.count_blobs($1, $2, $3, activity.true_sizes($3, $4), $5, $6)";

  static final String LEARN_SIZES = "SELECT changed FROM activity.learn_blob_sizes($1, $2, $3)";

  private static final String SIZES = "5140";

  /** Taken until the end of the transaction by those that add references to blobs. */
  static final String SHARE_SIZES = "SELECT pg_advisory_xact_lock_shared(" + SIZES + ")";

  /** Taken until the end of the transaction by those that learn sizes. */
  static final String LOCK_SIZES = "SELECT pg_advisory_xact_lock(" + SIZES + ")";

  static final String ASK_FOR_SIZES =
      """
      INSERT INTO activity.blob_unsized (digest, repository)
      SELECT w.digest, min(w.repository) FROM unnest($1::text[], $2::text[]) w (digest, repository)
      WHERE NOT EXISTS (SELECT FROM activity.blob_size s WHERE s.digest = w.digest)
        AND (SELECT count(*) FROM (SELECT FROM activity.blob_unsized LIMIT $3) waiting) < $3
      GROUP BY w.digest
      ON CONFLICT DO NOTHING
      """;

  /** One row for each limit that was newly reached. */
  static final String WARN =
      """
      WITH reached AS (
        SELECT l.id, l.type, q.namespace, l.percent, q.limit_bytes, s.size_bytes,
               ceil(q.limit_bytes::numeric * l.percent / 100)::bigint AS threshold
        FROM activity.namespace_size s JOIN quota q ON q.namespace = s.namespace
        JOIN quota_limit l ON l.quota = q.id
        WHERE s.namespace = ANY ($1) AND s.size_bytes >= ceil(q.limit_bytes::numeric * l.percent / 100)),
      crossed AS (
        INSERT INTO activity.quota_crossed (quota_limit, threshold_bytes, type, namespace)
        SELECT id, threshold, type, namespace FROM reached ON CONFLICT DO NOTHING
        RETURNING quota_limit, threshold_bytes, notice),
      notice AS (
        INSERT INTO activity.quota_notice (id, type, namespace, quota_limit, limit_percent, limit_bytes, size_bytes, at)
        OVERRIDING SYSTEM VALUE
        SELECT c.notice, r.type, r.namespace, r.id, r.percent, r.limit_bytes, r.size_bytes, $2
        FROM reached r JOIN crossed c ON c.quota_limit = r.id AND c.threshold_bytes = r.threshold
        RETURNING id, type, namespace, limit_percent, limit_bytes, size_bytes, at)
      INSERT INTO activity.usage_log (seq, ordinal, time, kind, namespace, metadata)
      SELECT m.id, -2, m.at, CASE m.type WHEN 'Warning' THEN 'quota_warning' ELSE 'quota_error' END, m.namespace,
             jsonb_build_object('namespace', n.name, 'limit_percent', m.limit_percent,
                                'limit_bytes', m.limit_bytes, 'quota_bytes', m.size_bytes)
      FROM notice m JOIN namespace n ON n.id = m.namespace
      """;

  static final String MONTH = "SELECT activity.make_usage_log_month($1)";

  static final String LOG =
      """
      INSERT INTO activity.usage_log (seq, ordinal, time, kind, namespace, performer, ip, metadata, repository)
      SELECT seq, -1, time, kind, namespace, performer, ip, metadata::jsonb, repository
      FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[], $6::text[],
                  $7::text[], $8::bigint[])
        w (seq, time, kind, namespace, performer, ip, metadata, repository)
      ON CONFLICT DO NOTHING
      RETURNING seq
      """;

  static final String BUILD_TRIGGER =
      """
      INSERT INTO activity.build_trigger AS t
        (uuid, repository, service, is_active, build_source, repository_url, config, at, event)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (uuid) DO UPDATE SET service = excluded.service, is_active = excluded.is_active,
        build_source = excluded.build_source, repository_url = excluded.repository_url,
        config = excluded.config, at = excluded.at, event = excluded.event
      WHERE t.repository = excluded.repository AND (excluded.at, excluded.event) > (t.at, t.event)
      """;

  /** A build always belongs to the same repository, and so does its trigger. */
  static final String BUILD =
      """
      INSERT INTO activity.build AS b (uuid, repository, phase, started, display_name, has_retries, job,
        trigger, resource_key, pull_robot, status, logs_url, at, event)
      VALUES ($1, $2, $3, $4, $5, $6, $7,
        (SELECT uuid FROM activity.build_trigger WHERE uuid = $8 AND repository = $2),
        $9, $10, $11, $12, $13, $14)
      ON CONFLICT (uuid) DO UPDATE SET phase = excluded.phase, started = excluded.started,
        display_name = excluded.display_name, has_retries = excluded.has_retries, job = excluded.job,
        trigger = excluded.trigger, resource_key = excluded.resource_key,
        pull_robot = excluded.pull_robot, status = excluded.status, logs_url = excluded.logs_url,
        at = excluded.at, event = excluded.event
      WHERE b.repository = excluded.repository AND (excluded.at, excluded.event) > (b.at, b.event)
      """;

  static final String BUILD_LINE =
      """
      INSERT INTO activity.build_log (build, position, repository, message, type, data)
      VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
      """;

  static final String CORRECT_REPOSITORY =
      "UPDATE activity.repository_size SET size_bytes = size_bytes + $2 WHERE repository = $1";

  static final String CORRECT_NAMESPACE =
      "UPDATE activity.namespace_size SET size_bytes = size_bytes + $2 WHERE namespace = $1";

  static final String CORRECT_REGISTRY =
      """
      INSERT INTO activity.registry_total AS t (stripe, size_bytes, blobs) VALUES (0, $1::bigint, $2)
      ON CONFLICT (stripe) DO UPDATE SET size_bytes = t.size_bytes + excluded.size_bytes,
        blobs = t.blobs + excluded.blobs
      """;

  private Tables() {}
}
