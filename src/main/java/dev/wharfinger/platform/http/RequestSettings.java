package dev.wharfinger.platform.http;

import java.util.Set;

/** The settings that the frame's own checks read. Source: contract common 13. */
public interface RequestSettings {

  /** FEATURE_ANONYMOUS_ACCESS: whether a caller without a valid credential may make requests. */
  boolean featureAnonymousAccess();

  /** REGISTRY_STATE is {@code readonly}: writes are refused. */
  boolean registryReadOnly();

  /** BROWSER_API_CALLS_XHR_ONLY: whether a browser's GET needs {@code X-Requested-With}. */
  boolean browserApiCallsXhrOnly();

  /** The longest request body in bytes. */
  int maxBodyBytes();

  /** CORS_ORIGIN: the origins whose pages may use a session. */
  Set<String> corsOrigins();

  /** FEATURE_SUPER_USERS: whether there are superuser routes at all. */
  boolean featureSuperUsers();
}
