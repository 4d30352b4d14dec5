package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may do what: one row per operation, one column per {@link Viewer}.
 *
 * <p>{@code {org}} is an organization made for the request in which the viewer is what his name
 * says, {@code {repo}} a private repository in such an organization, {@code {app}} an application
 * of it, {@code {fresh}} a name nobody has, {@code {missing}} likewise, {@code {self}} the viewer's
 * own name. A JSON body follows the path.
 */
class CallerMatrixApiTest {

  private static final Map<Viewer, Browser> BROWSERS = new EnumMap<>(Viewer.class);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # operation                                                | ANON | OUT | MEM | CREATOR | ADM | UNSCOPED | SU  | FSU | ROSU
          # organizations: rights come from teams, capped by the token's scopes
          POST /organization/ {"name": "{fresh}"}                    | 401  | 201 | 201 | 201     | 201 | 403      | 201 | 201 | 201
          POST /organization/ {}                                     | 401  | 400 | 400 | 400     | 400 | 403      | 400 | 400 | 400
          GET /organization/{org}                                    | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          GET /organization/{missing}                                | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          GET /organization/{self}                                   | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          PUT /organization/{org} {}                                 | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 403
          PUT /organization/{org} {"invoice_email": 1}               | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          PUT /organization/{missing} {}                             | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 404 | 403
          PUT /organization/{self} {}                                | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          DELETE /organization/{org}                                 | 401  | 403 | 403 | 403     | 204 | 403      | 403 | 204 | 403
          DELETE /organization/{missing}                             | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 404 | 403
          DELETE /organization/{self}                                | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          # usage logs
          GET /organization/{org}/logs                               | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /organization/{missing}/logs                           | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 400 | 400
          GET /organization/{self}/logs                              | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          GET /user/logs                                             | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          # without mail there are no invitations; the service of full access has mail
          PUT /organization/{org}/team/owners/invite/a@example.org   | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 200 | 404
          DELETE /organization/{org}/team/owners/invite/a@b.org      | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          PUT /teaminvite/{missing}                                  | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 400 | 404
          DELETE /teaminvite/{missing}                               | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 400 | 404
          # proxy caches: members read, administrators write
          GET /organization/{org}/proxycache                         | 401  | 403 | 200 | 200     | 200 | 403      | 403 | 200 | 200
          GET /organization/{missing}/proxycache                     | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 200 | 200
          GET /organization/{self}/proxycache                        | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          POST /organization/{org}/proxycache {"upstream_registry": "8.8.8.8"} | 401 | 403 | 403 | 403 | 201 | 403 | 403 | 201 | 403
          POST /organization/{org}/proxycache {}                     | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          POST /organization/{missing}/proxycache {"upstream_registry": "8.8.8.8"} | 401 | 403 | 403 | 403 | 403 | 403 | 403 | 400 | 403
          POST /organization/{self}/proxycache {"upstream_registry": "8.8.8.8"} | 401 | 400 | 400 | 400 | 400 | 403 | 400 | 400 | 400
          DELETE /organization/{org}/proxycache                      | 401  | 403 | 403 | 403     | 404 | 403      | 403 | 404 | 403
          DELETE /organization/{missing}/proxycache                  | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 404 | 403
          DELETE /organization/{self}/proxycache                     | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          POST /organization/{org}/validateproxycache {"upstream_registry": "10.0.0.1"} | 401 | 403 | 403 | 403 | 400 | 403 | 403 | 400 | 403
          POST /organization/{org}/exportlogs {}                     | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          POST /organization/{org}/exportlogs []                     | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          POST /organization/{missing}/exportlogs {}                 | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 400 | 400
          POST /organization/{self}/exportlogs {}                    | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          POST /user/exportlogs {}                                   | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          # registries report with a credential of their own
          POST /registry/events {"events": []}                       | 401  | 401 | 401 | 401     | 401 | 401      | 401 | 401 | 401
          # what the web interface asks beside
          GET /messages                                              | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          DELETE /message/{missing}                                  | 401  | 403 | 403 | 403     | 403 | 403      | 204 | 204 | 403
          POST /messages {}                                          | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          GET /registry/capabilities                                 | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          GET /entities/{self}?namespace={org}&includeTeams=true     | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          GET /find/all?query=zz                                     | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          GET /find/repositories?page=x                              | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          POST /recovery {}                                          | 403  | 404 | 404 | 404     | 404 | 404      | 404 | 400 | 404
          POST /superusers/users/{missing}/sendrecovery              | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          PUT /user/ {}                                              | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          GET /user/notifications                                    | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          GET /user/notifications/{missing}                          | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          PUT /user/notifications/{missing} {}                       | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          POST /user/clientkey {}                                    | 401  | 400 | 400 | 400     | 400 | 403      | 400 | 400 | 400
          POST /user/convert {}                                      | 401  | 400 | 400 | 400     | 400 | 403      | 400 | 400 | 400
          GET /organization/{org}/autoprunepolicy/                   | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /organization/{missing}/autoprunepolicy/               | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 200 | 200
          GET /organization/{self}/autoprunepolicy/                  | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          POST /organization/{org}/autoprunepolicy/ {"method": "number_of_tags", "value": 3} | 401 | 403 | 403 | 403 | 201 | 403 | 403 | 201 | 403
          POST /organization/{missing}/autoprunepolicy/ {"method": "number_of_tags", "value": 3} | 401 | 403 | 403 | 403 | 403 | 403 | 403 | 404 | 403
          PUT /organization/{org}/autoprunepolicy/{missing} {"method": "x", "value": 3} | 401 | 403 | 403 | 403 | 404 | 403 | 403 | 404 | 403
          DELETE /organization/{org}/autoprunepolicy/{missing}       | 401  | 403 | 403 | 403     | 404 | 403      | 403 | 404 | 403
          GET /user/autoprunepolicy/                                 | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          DELETE /user/autoprunepolicy/{missing}                     | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          POST /repository/{repo}/exportlogs {}                      | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 403
          GET /organization/{org}/mirror                             | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          GET /organization/{org}/notifications                      | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          GET /organization/{org}/immutabilitypolicy/                | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          GET /superuser/registrysettings                            | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          POST /superuser/config/validate/database {}                | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          # registries report with a credential of their own
          POST /registry/events {"events": []}                       | 401  | 401 | 401 | 401     | 401 | 401      | 401 | 401 | 401
          # discovery
          GET /discovery                                             | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          # robots: members see them, administrators do everything; one's own take user:admin
          GET /organization/{org}/robots                             | 401  | 403 | 200 | 200     | 200 | 403      | 403 | 200 | 200
          GET /organization/{org}/robots?limit=x                     | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          GET /organization/{org}/robots/none                        | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 400
          PUT /organization/{org}/robots/{fresh}                     | 401  | 403 | 403 | 403     | 201 | 403      | 403 | 201 | 403
          PUT /organization/{org}/robots/{fresh} {"description": 1}  | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          DELETE /organization/{org}/robots/none                     | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 403
          POST /organization/{org}/robots/none/regenerate            | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 403
          GET /organization/{org}/robots/none/permissions            | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 400
          GET /organization/{org}/robots/none/federation             | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 400
          POST /organization/{org}/robots/none/federation []         | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 403
          DELETE /organization/{org}/robots/none/federation          | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 403
          GET /user/robots                                           | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          PUT /user/robots/{fresh}                                   | 401  | 201 | 201 | 201     | 201 | 403      | 201 | 201 | 201
          DELETE /user/robots/none                                   | 401  | 400 | 400 | 400     | 400 | 403      | 400 | 400 | 400
          # repositories: {repo} is private and administered by ada; rights before the body
          POST /repository {"namespace": "{org}", "repository": "r", "visibility": "public", "description": ""} | 400 | 403 | 403 | 201 | 201 | 403 | 403 | 201 | 403
          POST /repository {}                                        | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          GET /repository?namespace={org}                            | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          GET /repository                                            | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          GET /repository/{repo}                                     | 401  | 403 | 403 | 403     | 200 | 200      | 403 | 200 | 200
          GET /repository/{org}/none                                 | 401  | 403 | 403 | 403     | 404 | 404      | 403 | 404 | 404
          GET /repository/{missing}/none                             | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 404 | 404
          PUT /repository/{repo} {"description": ""}                 | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 403
          PUT /repository/{repo} {}                                  | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 403
          POST /repository/{repo}/changevisibility {"visibility": "public"} | 401 | 403 | 403 | 403 | 200 | 403    | 403 | 200 | 403
          DELETE /repository/{repo}                                  | 401  | 403 | 403 | 403     | 204 | 403      | 403 | 204 | 403
          GET /repository/{repo}/logs                                | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /repository/{repo}/aggregatelogs                       | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          # permissions on repositories
          GET /repository/{repo}/permissions/user/                   | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /repository/{repo}/permissions/team/                   | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /repository/{repo}/permissions/user/ada                | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /repository/{repo}/permissions/user/ada/transitive     | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /repository/{repo}/permissions/team/crew               | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 400
          PUT /repository/{repo}/permissions/user/mel {"role": "read"} | 401 | 403 | 403 | 403    | 200 | 403      | 403 | 200 | 403
          PUT /repository/{repo}/permissions/team/crew {"role": "read"} | 401 | 403 | 403 | 403   | 200 | 403      | 403 | 200 | 403
          DELETE /repository/{repo}/permissions/user/ada             | 401  | 403 | 403 | 403     | 204 | 403      | 403 | 204 | 403
          DELETE /repository/{repo}/permissions/team/crew            | 401  | 403 | 403 | 403     | 400 | 403      | 403 | 400 | 403
          # default permissions
          GET /organization/{org}/prototypes                         | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          POST /organization/{org}/prototypes {"role": "read", "delegate": {"name": "crew", "kind": "team"}} | 401 | 403 | 403 | 403 | 200 | 403 | 403 | 200 | 403
          PUT /organization/{org}/prototypes/none {"role": "read"}   | 401  | 403 | 403 | 403     | 404 | 403      | 403 | 404 | 403
          DELETE /organization/{org}/prototypes/none                 | 401  | 403 | 403 | 403     | 404 | 403      | 403 | 404 | 403
          # OAuth applications and their tokens: {app} is one of {org}
          GET /organization/{org}/applications                       | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /organization/{missing}/applications                   | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 404 | 404
          GET /organization/{self}/applications                      | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          POST /organization/{org}/applications {"name": "x"}        | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 403
          POST /organization/{org}/applications {}                   | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          POST /organization/{missing}/applications {"name": "x"}    | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 404 | 403
          GET /organization/{org}/applications/{app}                 | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /organization/{org}/applications/{missing}             | 401  | 403 | 403 | 403     | 404 | 403      | 403 | 404 | 404
          PUT /organization/{org}/applications/{app} {"name": "x", "redirect_uri": "", "application_uri": ""} | 401 | 403 | 403 | 403 | 200 | 403 | 403 | 200 | 403
          PUT /organization/{org}/applications/{app} {}              | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          DELETE /organization/{org}/applications/{app}              | 401  | 403 | 403 | 403     | 204 | 403      | 403 | 204 | 403
          DELETE /organization/{org}/applications/{missing}          | 401  | 403 | 403 | 403     | 404 | 403      | 403 | 404 | 403
          POST /organization/{org}/applications/{app}/resetclientsecret | 401 | 403 | 403 | 403   | 200 | 403      | 403 | 200 | 403
          GET /organization/{org}/applications/{app}/tokens          | 401  | 403 | 403 | 403     | 200 | 403      | 403 | 200 | 200
          GET /organization/{org}/applications/{missing}/tokens      | 401  | 403 | 403 | 403     | 404 | 403      | 403 | 404 | 404
          POST /organization/{org}/applications/{app}/tokens {"name": "x", "scope": "repo:read"} | 401 | 403 | 403 | 403 | 200 | 403 | 403 | 200 | 403
          POST /organization/{org}/applications/{app}/tokens {"name": "x", "scope": "super:user"} | 401 | 403 | 403 | 403 | 403 | 403 | 403 | 200 | 403
          DELETE /organization/{org}/applications/{app}/tokens/{missing} | 401 | 403 | 403 | 403  | 404 | 403      | 403 | 404 | 403
          GET /app/{app}                                             | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          GET /app/{missing}                                         | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          # what users granted, and their own tokens
          GET /user/authorizations                                   | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          GET /user/authorizations/{missing}                         | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          DELETE /user/authorizations/{missing}                      | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          GET /user/assignedauthorization                            | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          DELETE /user/assignedauthorization/{missing}               | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          POST /signin {}                                            | 403  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          POST /signin/verify {}                                     | 403  | 400 | 400 | 400     | 400 | 403      | 400 | 400 | 400
          GET /user/apptoken                                         | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          POST /user/apptoken {"title": "x"}                         | 401  | 200 | 200 | 200     | 200 | 403      | 200 | 200 | 200
          POST /user/apptoken {}                                     | 401  | 400 | 400 | 400     | 400 | 403      | 400 | 400 | 400
          GET /user/apptoken/{missing}                               | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          DELETE /user/apptoken/{missing}                            | 401  | 404 | 404 | 404     | 404 | 403      | 404 | 404 | 404
          GET /superuser/apptokens                                   | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 200 | 200
          # users
          GET /user/                                                 | 401  | 200 | 200 | 200     | 200 | 401      | 200 | 200 | 200
          GET /users/root                                            | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          GET /users/{org}                                           | 404  | 404 | 404 | 404     | 404 | 404      | 404 | 404 | 404
          POST /user/initialize {"username": "x", "password": "y"}   | 400  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          # superusers: membership in teams gives nothing, full access neither
          POST /superuser/users/ {"username": "{fresh}", "email": "{fresh}@x.org"} | 401 | 403 | 403 | 403 | 403 | 403 | 200 | 200 | 403
          POST /superuser/users/ {}                                  | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          GET /superuser/users/                                      | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/users/?limit=x                              | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          GET /superuser/users/?limit=101                            | 401  | 403 | 403 | 403     | 403 | 403      | 400 | 400 | 400
          GET /superuser/users/root                                  | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/users/{missing}                             | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 404
          GET /superuser/organizations/                              | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/organizations/?limit=0                      | 401  | 403 | 403 | 403     | 403 | 403      | 400 | 400 | 400
          GET /superuser/keys                                        | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          POST /superuser/keys {}                                    | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          POST /superuser/keys {"service": "quay", "expiration": null} | 401 | 403 | 403 | 403    | 403 | 403      | 200 | 200 | 403
          GET /superuser/keys/{kid}                                  | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/keys/{missing}                              | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 404
          PUT /superuser/keys/{kid} {}                               | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 403
          PUT /superuser/keys/{kid} {"name": 5}                      | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          DELETE /superuser/keys/{kid}                               | 401  | 403 | 403 | 403     | 403 | 403      | 204 | 204 | 403
          DELETE /superuser/keys/{missing}                           | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 403
          POST /superuser/approvedkeys/{kid}                         | 401  | 403 | 403 | 403     | 403 | 403      | 201 | 201 | 403
          POST /superuser/approvedkeys/{kid} {"notes": 1}            | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          POST /superuser/takeownership/{org}                        | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 403
          POST /superuser/takeownership/{missing}                    | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 403
          POST /superuser/takeownership/root                         | 401  | 403 | 403 | 403     | 403 | 403      | 400 | 400 | 403
          GET /superuser/changelog/                                  | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/registrysize/                               | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/config                                      | 401  | 403 | 403 | 403     | 403 | 403      | 403 | 403 | 403
          GET /superuser/{build}/status                              | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/{missing}/status                            | 401  | 403 | 403 | 403     | 403 | 403      | 400 | 400 | 400
          GET /superuser/{build}/build                               | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/{missing}/build                             | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 404
          GET /superuser/{build}/logs                                | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/{missing}/logs                              | 401  | 403 | 403 | 403     | 403 | 403      | 400 | 400 | 400
          GET /superuser/{missing}/logs/archive                      | 401  | 403 | 403 | 403     | 403 | 403      | 400 | 400 | 400
          GET /superuser/registrystatus                              | 200  | 200 | 200 | 200     | 200 | 200      | 200 | 200 | 200
          PUT /superuser/users/{missing} {}                          | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 403
          PUT /superuser/users/root {}                               | 401  | 403 | 403 | 403     | 403 | 403      | 400 | 400 | 403
          PUT /superuser/users/{missing} {"enabled": 1}              | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          DELETE /superuser/users/{missing}                          | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 403
          DELETE /superuser/users/root                               | 401  | 403 | 403 | 403     | 403 | 403      | 400 | 400 | 403
          PUT /superuser/organizations/{org} {}                      | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 403
          PUT /superuser/organizations/{missing} {}                  | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 403
          DELETE /superuser/organizations/{org}                      | 401  | 403 | 403 | 403     | 403 | 403      | 204 | 204 | 403
          GET /superuser/logs                                        | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/logs?page=x                                 | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          GET /superuser/aggregatelogs                               | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/organization/{org}/quota                    | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/organization/{missing}/quota                | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 404
          POST /superuser/organization/{org}/quota {"limit_bytes": 5}| 401  | 403 | 403 | 403     | 403 | 403      | 201 | 201 | 403
          POST /superuser/organization/{missing}/quota {}            | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          PUT /superuser/organization/{org}/quota/1 {}               | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 403
          DELETE /superuser/organization/{org}/quota/1               | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 403
          GET /superuser/users/{org}/quota                           | 401  | 403 | 403 | 403     | 403 | 403      | 200 | 200 | 200
          GET /superuser/users/{missing}/quota                       | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 404
          POST /superuser/users/{org}/quota {"limit_bytes": 5}       | 401  | 403 | 403 | 403     | 403 | 403      | 201 | 201 | 403
          POST /superuser/users/{missing}/quota {}                   | 401  | 400 | 400 | 400     | 400 | 400      | 400 | 400 | 400
          PUT /superuser/users/{org}/quota/1 {}                      | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 403
          DELETE /superuser/users/{org}/quota/1                      | 401  | 403 | 403 | 403     | 403 | 403      | 404 | 404 | 403
          """)
  void letsThroughWhomTheContractLetsThrough(String operation, ArgumentsAccessor row) {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (Viewer viewer : Viewer.values()) {
      expected.add(viewer + " " + row.getInteger(viewer.ordinal() + 1));
      actual.add(viewer + " " + ask(viewer, operation).statusCode());
    }
    for (Viewer viewer : List.of(Viewer.OUT, Viewer.ADM, Viewer.SU)) {
      expected.add(viewer + " at a browser " + row.getInteger(viewer.ordinal() + 1));
      actual.add(viewer + " at a browser " + atBrowser(viewer, operation).statusCode());
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static Response ask(Viewer viewer, String operation) {
    return send(viewer.asks(), filled(operation, viewer));
  }

  /** His session may do what a token with every scope may. */
  private static Response atBrowser(Viewer viewer, String operation) {
    return send(
        BROWSERS.computeIfAbsent(viewer, Viewer::browser).asks(), filled(operation, viewer));
  }

  static Response send(RequestSpecification asking, String operation) {
    String[] parts = operation.split(" ", 3);
    RequestSpecification request = asking;
    if (parts.length == 3) {
      request = request.contentType(ContentType.JSON).body(parts[2]);
    }
    return request.request(Method.valueOf(parts[0]), parts[1]);
  }

  static String filled(String operation, Viewer viewer) {
    boolean repository = operation.contains("{repo}");
    boolean application = operation.contains("{app}");
    String organization =
        repository || application || operation.contains("{org}") ? Scene.organization() : "";
    if (repository) {
      var _ = Scene.repository(organization, "web", false);
    }
    return operation
        .replace("{repo}", organization + "/web")
        .replace("{org}", organization)
        .replace("{build}", operation.contains("{build}") ? Scene.build(Scene.organization()) : "")
        .replace("{kid}", operation.contains("{kid}") ? Scene.serviceKey() : "")
        .replace("{app}", application ? Scene.application(organization) : "")
        .replace("{fresh}", Wharfinger.fresh("fresh"))
        .replace("{missing}", Wharfinger.fresh("missing"))
        .replace("{self}", viewer == Viewer.ANON ? "nobody" : viewer.username());
  }
}
