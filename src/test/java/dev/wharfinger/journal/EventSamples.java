package dev.wharfinger.journal;

import static java.util.Map.entry;

import dev.wharfinger.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.application.ApplicationEvent.AutomationApplicationCreated;
import dev.wharfinger.organization.OrganizationEvent.OrganizationCreated;
import dev.wharfinger.organization.OrganizationEvent.OrganizationDeleted;
import dev.wharfinger.organization.OrganizationEvent.OrganizationEmailChanged;
import dev.wharfinger.organization.OrganizationEvent.OrganizationInvoiceAddressChanged;
import dev.wharfinger.organization.OrganizationEvent.OrganizationInvoiceEmailSet;
import dev.wharfinger.organization.OrganizationEvent.OrganizationTagExpirationSet;
import dev.wharfinger.user.UserEvent.Origin;
import dev.wharfinger.user.UserEvent.UserCreated;
import dev.wharfinger.vault.Personal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** One event of every name that is written, with something in every place. */
final class EventSamples {

  private static final UUID KEY = UUID.fromString("11111111-1111-4111-8111-111111111111");
  private static final UUID UNIQUE = UUID.fromString("22222222-2222-4222-8222-222222222222");

  static final Map<String, Event> BY_NAME =
      Map.ofEntries(
          entry(
              "access-token-issued.v1",
              new AccessTokenIssued(
                  5, UNIQUE, 1, 4L, "org:admin", Instant.parse("2036-01-02T03:04:05Z"))),
          entry("access-token-revoked.v1", new AccessTokenRevoked(5, UNIQUE)),
          entry(
              "automation-application-created.v1",
              new AutomationApplicationCreated(4, 1, sealed("ann"), sealed("SECRET"))),
          entry(
              "organization-created.v1",
              new OrganizationCreated(
                  2, "acme", KEY, sealed("acme@example.org"), UNIQUE, 6, 7, 1, 1_209_600)),
          entry("organization-deleted.v1", new OrganizationDeleted(2, "acme")),
          entry(
              "organization-email-changed.v1",
              new OrganizationEmailChanged(
                  2, "acme", sealed("new@example.org"), sealed("acme@example.org"), UNIQUE)),
          entry(
              "organization-invoice-address-changed.v1",
              new OrganizationInvoiceAddressChanged(2, "acme", sealed("bills@example.org"))),
          entry(
              "organization-invoice-email-set.v1",
              new OrganizationInvoiceEmailSet(2, "acme", true)),
          entry(
              "organization-tag-expiration-set.v1",
              new OrganizationTagExpirationSet(2, "acme", 86_400)),
          entry(
              "user-created.v1",
              new UserCreated(
                  1,
                  sealed("ann"),
                  KEY,
                  sealed("ann@example.org"),
                  UNIQUE,
                  sealed("$2a$12$hash"),
                  true,
                  1_209_600,
                  Origin.INITIALIZED)));

  private EventSamples() {}

  static Event of(String name) {
    return Objects.requireNonNull(BY_NAME.get(name), () -> name + " has no sample");
  }

  private static Personal sealed(String value) {
    return new Personal.Known(value, KEY);
  }
}
