package dev.wharfinger.platform.config;

import io.smallrye.config.WithDefault;

/** Quay's feature switches, {@code FEATURE_...}. */
public interface Features {

  @Setting("Whether superusers have special rights and the superuser operations exist.")
  @WithDefault("true")
  boolean featureSuperUsers();

  @Setting("Whether superusers may act on every organization and account as if they owned it.")
  @WithDefault("false")
  boolean featureSuperusersFullAccess();

  @Setting("Whether only superusers may create organizations.")
  @WithDefault("false")
  boolean featureSuperusersOrgCreationOnly();

  @Setting("Whether usage logs are dropped when they are older than ACTION_LOG_ROTATION_THRESHOLD.")
  @WithDefault("false")
  boolean featureActionLogRotation();

  @Setting("Whether superusers may read the configuration dump.")
  @WithDefault("false")
  boolean featureSuperuserConfigdump();

  @Setting("Whether quotas exist; needs FEATURE_EDIT_QUOTA as well. Quay's own default is false.")
  @WithDefault("true")
  boolean featureQuotaManagement();

  @Setting("Whether quotas can be changed. If not, they are not shown either.")
  @WithDefault("true")
  boolean featureEditQuota();

  @Setting("Whether the web UI offers notifications about quotas.")
  @WithDefault("false")
  boolean featureQuotaNotifications();

  @Setting(
      "Whether mail is sent and e-mail addresses are required and confirmed. Quay's own default is true.")
  @WithDefault("false")
  boolean featureMailing();

  @Setting("Whether anonymous requests are allowed. If not, they are answered with 401.")
  @WithDefault("true")
  boolean featureAnonymousAccess();

  @Setting(
      "Whether only superusers and users in RESTRICTED_USERS_WHITELIST may create organizations.")
  @WithDefault("false")
  boolean featureRestrictedUsers();

  @Setting("Whether creating a user or an organization requires a solved captcha.")
  @WithDefault("false")
  boolean featureRecaptcha();

  @Setting(
      "Whether namespaces may choose how long deleted tags are kept. If not, tag_expiration_s is"
          + " ignored.")
  @WithDefault("true")
  boolean featureChangeTagExpiration();

  @Setting("Whether organizations can be proxy caches. If not, the routes for them do not exist.")
  @WithDefault("false")
  boolean featureProxyCache();

  @Setting("Whether organizations can be mirrors; incompatible with proxy caches.")
  @WithDefault("false")
  boolean featureOrgMirror();

  @Setting("Whether an organization may use the e-mail address of a personal account.")
  @WithDefault("false")
  boolean featureOrgSharedEmail();

  @Setting("Whether tags can be made immutable; incompatible with proxy caches.")
  @WithDefault("false")
  boolean featureImmutableTags();

  @Setting("Whether immutable tags may expire.")
  @WithDefault("false")
  boolean featureImmutableTagsCanExpire();

  @Setting("Whether teams can be synchronized with groups of an external directory.")
  @WithDefault("false")
  boolean featureTeamSyncing();

  @Setting(
      "Whether users who are new to an organization are invited to a team instead of added;"
          + " needs FEATURE_MAILING.")
  @WithDefault("true")
  boolean featureRequireTeamInvite();

  @Setting("Whether anybody may create an account.")
  @WithDefault("true")
  boolean featureUserCreation();

  @Setting("Whether creating an account needs an invitation.")
  @WithDefault("false")
  boolean featureInviteOnlyUserCreation();

  @Setting(
      "Whether the first superuser of an empty installation can be created without a credential.")
  @WithDefault("false")
  boolean featureUserInitialize();

  @Setting("Whether accounts have a name, company and location.")
  @WithDefault("false")
  boolean featureUserMetadata();

  @Setting("Whether users may rename themselves.")
  @WithDefault("false")
  boolean featureUserRename();

  @Setting("Whether users with a generated user name may choose another one once.")
  @WithDefault("true")
  boolean featureUsernameConfirmation();

  @Setting("Whether signing in with a password is possible.")
  @WithDefault("true")
  boolean featureDirectLogin();

  @Setting("Whether a session outlives the browser, until SESSION_TIMEOUT.")
  @WithDefault("true")
  boolean featurePermanentSessions();

  @Setting("Whether users may create application-specific tokens.")
  @WithDefault("true")
  boolean featureAppSpecificTokens();

  @Setting("Whether an organization may assign an OAuth token to another user.")
  @WithDefault("true")
  boolean featureAssignOauthToken();

  @Setting(
      "Whether the token endpoint accepts a user name and password (OAuth password grant); Quay has no such switch.")
  @WithDefault("false")
  boolean featureOauthPasswordGrant();

  @Setting("Whether entity lookup finds users by a prefix of their name.")
  @WithDefault("true")
  boolean featurePartialUserAutocomplete();

  @Setting("Whether namespaces can have auto-prune policies.")
  @WithDefault("false")
  boolean featureAutoPrune();

  @Setting("Whether usage logs can be counted per kind and day.")
  @WithDefault("true")
  boolean featureAggregatedLogCountRetrieval();

  @Setting("Whether usage logs can be exported.")
  @WithDefault("true")
  boolean featureLogExport();

  @Setting("Whether repository names may contain slashes.")
  @WithDefault("true")
  boolean featureExtendedRepositoryNames();

  @Setting("Whether the registry reports support for manifest lists with missing architectures.")
  @WithDefault("false")
  boolean featureSparseIndex();

  @Setting("Reported to clients as Quay's setting of the same name.")
  @WithDefault("false")
  boolean featureProgrammaticBootstrap();

  @Setting("Whether the web UI shows builds. Quay's own default is true.")
  @WithDefault("false")
  boolean featureBuildSupport();

  @Setting("Whether the web UI offers builds from Bitbucket.")
  @WithDefault("false")
  boolean featureBitbucketBuild();

  @Setting("Whether the web UI offers builds from GitHub.")
  @WithDefault("false")
  boolean featureGithubBuild();

  @Setting("Whether the web UI offers builds from GitLab.")
  @WithDefault("false")
  boolean featureGitlabBuild();

  @Setting(
      "Whether the state of a repository can be changed, and repositories can be configured as"
          + " mirrors.")
  @WithDefault("false")
  boolean featureRepoMirror();

  @Setting("Whether the web UI shows results of a vulnerability scanner.")
  @WithDefault("false")
  boolean featureSecurityScanner();

  @Setting("Whether pulls of tags and manifests are counted, and how often is told.")
  @WithDefault("false")
  boolean featureImagePullStats();

  @Setting("Whether the web UI offers notifications about expiring images.")
  @WithDefault("false")
  boolean featureImageExpiryTrigger();

  @Setting("Whether the web UI shows model cards. Quay's own default is true.")
  @WithDefault("false")
  boolean featureUiModelcard();

  @Setting("Whether the web UI is the new UI.")
  @WithDefault("true")
  boolean featureUiV2();

  @Setting(
      "Whether registry clients must sign in with an encrypted password instead of the plain one.")
  @WithDefault("false")
  boolean featureRequireEncryptedBasicAuth();

  @Setting("Whether the web UI shows plans and billing.")
  @WithDefault("false")
  boolean featureBilling();

  @Setting("Whether the web UI shows subscriptions of the Red Hat marketplace.")
  @WithDefault("false")
  boolean featureRhMarketplace();

  @Setting("Whether BLACKLISTED_EMAIL_DOMAINS applies.")
  @WithDefault("false")
  boolean featureBlacklistedEmails();

  @Setting("Whether it is recorded when robots were last used.")
  @WithDefault("true")
  boolean featureUserLastAccessed();

  @Setting("Whether the logs of a build are shown to everybody who may read its repository.")
  @WithDefault("false")
  boolean featureReaderBuildLogs();

  @Setting("Reported to clients as Quay's setting of the same name.")
  @WithDefault("false")
  boolean featureUserLogAccess();

  @Setting("Whether the web UI waits UI_DELAY_AFTER_WRITE_SECONDS after a write.")
  @WithDefault("false")
  boolean featureUiDelayAfterWrite();
}
