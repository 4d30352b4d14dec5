package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Quay's web interface asks for, page by page and in its order (sessions 5), by a session as a
 * browser has it: every request has the status that the page goes on with.
 *
 * <p>A line is who asks, the method, the path, the body if there is one, and the status. Places in
 * braces are filled in with what the test knows; {@code => name key} remembers a part of the answer
 * under a name. Of statuses with a slash between them any will do. {@code NEW} is a browser of
 * nobody when the page begins, {@code MAILED} one where mail is on.
 */
class WebPagesApiTest {

  private static final Map<Viewer, Browser> BROWSERS = new EnumMap<>(Viewer.class);

  private final Map<String, String> known = new HashMap<>();
  private final Map<String, Browser> visitors = new HashMap<>();

  WebPagesApiTest() {
    String organization = Scene.organization();
    known.put("org", organization);
    known.put("user", Wharfinger.fresh("visitor"));
    known.put("fresh", Wharfinger.fresh("page"));
    known.put("here", Wharfinger.shared().origin());
    var _ = Scene.repository(organization, "web", true);
    Viewer.OUT.arrives();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          every page, as nobody;`
          NEW GET ^/csrf_token 200
          NEW GET ^/csrf_token 200
          NEW GET ^/config 200
          NEW GET /user/ 401
          NEW GET /messages 200
          `
          signing in and out;`
          NEW GET ^/csrf_token 200
          NEW POST /signin {"username": "{guest}", "password": "{password}"} 200
          NEW GET ^/csrf_token 200
          NEW GET /user/ 200
          NEW GET /user/notifications 200
          NEW POST /signin/verify {"password": "wrong"} 403
          NEW POST /signout 200
          NEW GET /user/ 401
          NEW POST /organization/ {"name": "{fresh}"} 401
          `
          creating an account, and what one does with it;`
          NEW GET ^/csrf_token 200
          NEW POST /user/ {"username": "{fresh}", "password": "good-password", "email": "{fresh}@pages.example"} 200
          NEW GET ^/csrf_token 200
          NEW GET /user/ 200
          NEW PUT /user/ {"email": "{fresh}@others.example", "company": "", "location": "", "family_name": "", "tag_expiration_s": 86400} 200
          NEW PUT /user/ {"password": "another-password"} 200
          NEW GET ^/csrf_token 200
          NEW POST /signin/verify {"password": "another-password"} 200
          NEW GET ^/csrf_token 200
          NEW POST /user/clientkey {"password": "another-password"} 200
          NEW GET /organization/{fresh} 404
          NEW GET /user/robots?permissions=true&token=false 200
          NEW GET /user/assignedauthorization 200
          NEW POST /user/convert {"adminUser": "{guest}", "adminPassword": "{password}"} 200
          NEW GET /user/ 401
          NEW GET /organization/{fresh} 200
          `
          deleting one's account;`
          NEW POST /user/ {"username": "{fresh}", "password": "good-password"} 200
          NEW GET ^/csrf_token 200
          NEW DELETE /user/ 204
          NEW GET /user/ 401
          `
          recovery;`
          MAILED GET ^/csrf_token 200
          MAILED POST /recovery {"email": "{guest}@example.com"} 200
          MAILED POST /recovery {"email": "nobody@pages.example"} 200
          `
          every page, signed in;`
          ADM GET ^/config 200
          ADM GET /user/ 200
          ADM GET /messages 200
          ADM GET ^/csrf_token 200
          ADM GET /user/notifications 200
          ADM PUT /user/notifications/00000000-0000-4000-8000-000000000000 {"dismissed": true} 404
          `
          profile prompts;`
          ADM GET /users/{fresh} 404
          ADM GET /organization/{fresh} 404
          ADM PUT /user/ {"given_name": "Ada", "family_name": "L", "company": "", "location": ""} 200
          `
          organization list of a superuser;`
          SU GET /superuser/organizations/ 200
          SU GET /superuser/users/ 200
          SU GET /superuser/registrysize/ 200
          SU POST /superuser/registrysize/ 201/202
          SU GET /superuser/registrysize/ 200
          SU GET /organization/{org} 200
          FSU GET /organization/{org}/members 200
          FSU GET /organization/{org}/robots?permissions=true&token=false 200
          SU GET /user/robots?permissions=true&token=false 200
          SU GET /repository?last_modified=true&namespace={org}&public=true 200
          ROSU GET /superuser/organizations/ 200
          ROSU GET /superuser/users/ 200
          ROSU GET /superuser/registrysize/ 200
          ROSU GET /organization/{org}/members 200
          ROSU GET /organization/{org}/robots?permissions=true&token=false 200
          `
          organization list, what one does there;`
          ADM POST /organization/ {"name": "{fresh}", "email": "{fresh}@pages.example"} 201
          SU POST /superuser/takeownership/{fresh} 200
          SU PUT /superuser/organizations/{fresh} {"name": "{fresh}-b"} 200
          SU DELETE /superuser/organizations/{fresh}-b 204
          SU POST /superuser/users/ {"username": "{user}", "email": "{user}@pages.example"} 200
          SU PUT /superuser/users/{user} {"email": "{user}@others.example"} 200
          SU PUT /superuser/users/{user} {"password": "a-new-password"} 200
          FSU POST /superusers/users/{user}/sendrecovery 200
          SU PUT /superuser/users/{user} {"enabled": false} 200
          FSU GET /superuser/users/{user}/quota 200
          FSU POST /superuser/users/{user}/quota {"limit_bytes": 1000} 201
          FSU GET /superuser/users/{user}/quota 200 => quota /0/id
          FSU GET /organization/{user} 404
          FSU GET /organization/{user}/quota 404
          FSU POST /organization/{user}/quota/{quota}/limit {"type": "Warning", "threshold_percent": 80} 201
          FSU GET /organization/{user}/quota/{quota}/limit 200 => limit /0/id
          FSU PUT /organization/{user}/quota/{quota}/limit/{limit} {"type": "Warning", "threshold_percent": 90} 200
          FSU DELETE /organization/{user}/quota/{quota}/limit/{limit} 204
          FSU PUT /superuser/users/{user}/quota/{quota} {"limit_bytes": 2000} 200
          FSU DELETE /superuser/users/{user}/quota/{quota} 204
          SU DELETE /superuser/users/{user} 204
          FSU POST /organization/{org}/quota {"limit_bytes": 1000} 201
          FSU GET /organization/{org}/quota 200 => quota /0/id
          FSU PUT /organization/{org}/quota/{quota} {"limit_bytes": 2000} 200
          FSU POST /organization/{org}/quota/{quota}/limit {"type": "Warning", "threshold_percent": 80} 201
          FSU GET /organization/{org}/quota/{quota}/limit 200 => limit /0/id
          FSU PUT /organization/{org}/quota/{quota}/limit/{limit} {"type": "Reject", "threshold_percent": 90} 200
          FSU DELETE /organization/{org}/quota/{quota}/limit/{limit} 204
          FSU DELETE /organization/{org}/quota/{quota} 204
          `
          organization page, everything at once;`
          ADM GET /organization/{org} 200
          ADM GET /repository?last_modified=true&namespace={org}&public=true 200
          ADM GET /organization/{org}/quota 200
          ADM GET /user/quota 200
          ADM GET /organization/{org}/collaborators 200
          ADM GET /organization/{org}/team/crew/members?includePending=true 200
          ADM GET /organization/{org}/team/crew/permissions 200
          ADM GET /organization/{org}/robots?permissions=true&token=false 200
          ADM GET /organization/{org}/prototypes 200
          ADM GET /organization/{org}/applications 200
          ADM GET /organization/{org}/autoprunepolicy/ 200
          ADM GET /repository/{org}/web/notification/ 200
          ADM POST /repository/{org}/web/notification/ {"config": {"url": "https://hooks.example.com/x"}, "event": "repo_push", "eventConfig": {}, "method": "webhook", "title": "told"} 201 => notice /uuid
          ADM POST /repository/{org}/web/notification/{notice} 204
          ADM POST /repository/{org}/web/notification/{notice}/test 200
          ADM DELETE /repository/{org}/web/notification/{notice} 204
          ADM GET /organization/{org}/proxycache 200
          ADM GET /organization/{org}/mirror 404
          ADM GET /organization/{org}/members 200
          ADM GET /organization/{org}/aggregatelogs?starttime=11/01/2026&endtime=11/30/2026 200
          ADM GET /organization/{org}/logs?starttime=11/01/2026&endtime=11/30/2026&next_page= 200
          ADM POST /organization/{org}/exportlogs?starttime=11/01/2026&endtime=11/30/2026 {} 200
          `
          organization page of others;`
          OUT GET /organization/{org} 200
          OUT GET /repository?last_modified=true&namespace={org}&public=true 200
          OUT GET /organization/ada 404
          OUT GET /organization/ada/quota 403/404
          NEW GET /organization/{org} 200
          NEW GET /repository?last_modified=true&namespace={org}&public=true 200
          `
          what is off, as the pages of a repository ask for it too;`
          ADM GET /organization/{org}/mirror 404
          ADM GET /organization/{org}/notifications 404
          ADM GET /repository/{org}/web/mirror 404
          ADM GET /repository/{org}/web/build/ 200
          ADM GET /repository/{org}/web/tag/?limit=100&page=1&onlyActiveTags=true 200
          ADM GET /repository/{org}/web/manifest/sha256:0 404
          ADM GET /repository/{org}/web/trigger/ 200
          ADM GET /repository/{org}/web/manifest/sha256:0/security 404
          ADM POST /repository/{org}/web/build/ {} 400
          SU GET /superuser/registrysettings 404
          SU POST /superuser/config/validate/database {} 404
          `
          repositories and teams;`
          ADM POST /repository {"namespace": "{org}", "repository": "paint", "visibility": "private", "description": "", "repo_kind": "image"} 201
          ADM POST /repository/{org}/paint/changevisibility {"visibility": "public"} 200
          ADM PUT /organization/{org}/team/painters {"name": "painters", "role": "member", "description": "x"} 200
          ADM GET /entities/ol?namespace={org}&includeTeams=true 200
          ADM PUT /organization/{org}/team/painters/members/olga {} 200
          ADM PUT /repository/{org}/paint/permissions/team/painters {"role": "read"} 200
          ADM GET /organization/{org}/team/painters/permissions 200
          ADM DELETE /repository/{org}/paint/permissions/team/painters 204
          ADM DELETE /organization/{org}/team/painters/members/olga 204
          ADM PUT /repository/{org}/paint/permissions/user/olga {"role": "read"} 200
          ADM DELETE /organization/{org}/members/olga 204
          ADM DELETE /organization/{org}/team/painters 204
          ADM DELETE /repository/{org}/paint 204
          `
          robots and default permissions;`
          ADM PUT /organization/{org}/robots/crane {"description": "lifts"} 201
          ADM GET /organization/{org}/robots/crane 200
          ADM GET /organization/{org}/robots/crane/permissions 200
          ADM GET /organization/{org}/robots/crane/federation 200
          ADM POST /organization/{org}/robots/crane/regenerate {} 200
          ADM POST /organization/{org}/robots/crane/federation [{"issuer": "https://i.example", "subject": "s"}] 200
          ADM PUT /repository/{org}/web/permissions/user/{org}+crane {"role": "write"} 200
          ADM DELETE /repository/{org}/web/permissions/user/{org}+crane 204
          ADM POST /organization/{org}/prototypes {"delegate": {"name": "{org}+crane", "kind": "user", "is_robot": true, "is_org_member": true}, "role": "read", "activating_user": {"name": "olga", "kind": "user", "is_robot": false, "is_org_member": false}} 200 => rule /id
          ADM PUT /organization/{org}/prototypes/{rule} {"id": "{rule}", "role": "write"} 200
          ADM DELETE /organization/{org}/prototypes/{rule} 204
          ADM DELETE /organization/{org}/robots/crane 204
          ADM PUT /user/robots/{fresh} {"description": ""} 201
          ADM GET /user/robots/{fresh} 200
          ADM GET /user/robots/{fresh}/permissions 200
          ADM GET /user/robots/{fresh}/federation 200
          ADM POST /user/robots/{fresh}/regenerate {} 200
          ADM DELETE /user/robots/{fresh} 204
          `
          applications;`
          ADM POST /organization/{org}/applications {"name": "crane", "redirect_uri": "", "application_uri": "", "description": "", "avatar_email": ""} 200 => app /client_id
          ADM PUT /organization/{org}/applications/{app} {"name": "crane", "redirect_uri": "", "application_uri": "", "description": "x", "avatar_email": ""} 200
          ADM POST /organization/{org}/applications/{app}/resetclientsecret 200
          ADM POST /organization/{org}/applications/{app}/tokens {"name": "t", "scope": "repo:read", "expiration": 3600} 200 => token /uuid
          ADM GET /organization/{org}/applications/{app}/tokens 200
          ADM DELETE /organization/{org}/applications/{app}/tokens/{token} 204
          ADM POST ^/oauth/authorize/assignuser?client_id={app}&redirect_uri={here}/oauth/localapp&scope=repo:read&username=olga&response_type=token&format=json 200
          OUT GET /user/assignedauthorization 200 => offer /authorizations/0/uuid
          OUT DELETE /user/assignedauthorization/{offer} 204
          ADM DELETE /organization/{org}/applications/{app} 204
          `
          settings;`
          ADM PUT /organization/{org} {"tag_expiration_s": 86400, "email": "{org}@pages.example", "isUser": false} 200
          ADM POST /organization/{org}/autoprunepolicy/ {"method": "number_of_tags", "value": 5} 201 => policy /uuid
          ADM PUT /organization/{org}/autoprunepolicy/{policy} {"uuid": "{policy}", "method": "creation_date", "value": "7d"} 204
          ADM DELETE /organization/{org}/autoprunepolicy/{policy} 200
          ADM GET /organization/{org}/immutabilitypolicy/ 200
          ADM POST /organization/{org}/immutabilitypolicy/ {"tagPattern": "v.*", "tagPatternMatches": true} 201 => keeping /uuid
          ADM PUT /organization/{org}/immutabilitypolicy/{keeping} {"uuid": "{keeping}", "tagPattern": "w.*", "tagPatternMatches": true} 204
          ADM DELETE /organization/{org}/immutabilitypolicy/{keeping} 200
          ADM GET /repository/{org}/web/immutabilitypolicy/ 200
          ADM POST /repository/{org}/web/immutabilitypolicy/ {"tagPattern": "v.*", "tagPatternMatches": true} 201 => kept /uuid
          ADM PUT /repository/{org}/web/immutabilitypolicy/{kept} {"uuid": "{kept}", "tagPattern": "w.*", "tagPatternMatches": true} 204
          ADM DELETE /repository/{org}/web/immutabilitypolicy/{kept} 200
          ADM GET /repository/{org}/web/autoprunepolicy/ 200
          ADM POST /repository/{org}/web/autoprunepolicy/ {"method": "number_of_tags", "value": 5} 201 => pruned /uuid
          ADM PUT /repository/{org}/web/autoprunepolicy/{pruned} {"uuid": "{pruned}", "method": "creation_date", "value": "7d"} 204
          ADM DELETE /repository/{org}/web/autoprunepolicy/{pruned} 200
          ADM GET /organization/{org}/proxycache 200
          ADM GET /organization/{org}/mirror 404
          ADM POST /organization/{org}/validateproxycache {"org_name": "{org}", "upstream_registry": "8.8.8.8", "expiration_s": 86400, "insecure": false, "upstream_registry_username": null, "upstream_registry_password": null} 202/400
          ADM POST /organization/{org}/proxycache {"org_name": "{org}", "upstream_registry": "8.8.8.8", "expiration_s": 86400, "insecure": false, "upstream_registry_username": null, "upstream_registry_password": null} 201
          ADM DELETE /organization/{org}/proxycache 201
          FSU POST /organization/{org}/quota {"limit_bytes": 8000000000000000000} 201
          FSU GET /organization/{org}/quota 200 => quota /0/id
          FSU POST /organization/{org}/quota/{quota}/limit {"type": "Reject", "threshold_percent": 90} 201
          FSU DELETE /organization/{org}/quota/{quota} 204
          ADM DELETE /organization/{org} 204
          `
          own account;`
          ADM GET /organization/ada/logs?starttime=11/01/2026&endtime=11/30/2026&next_page= 200
          ADM GET /organization/ada/aggregatelogs?starttime=11/01/2026&endtime=11/30/2026 200
          ADM POST /organization/ada/exportlogs?starttime=11/01/2026&endtime=11/30/2026 {} 200
          ADM GET /organization/ada/autoprunepolicy/ 200
          ADM PUT /user/ {"email": "ada@example.com", "company": "x", "location": "", "family_name": ""} 200
          ADM GET /user/apptoken 200
          ADM POST /user/apptoken {"title": "laptop"} 200 => apptoken /token/uuid
          ADM GET /user/apptoken/{apptoken} 200
          ADM DELETE /user/apptoken/{apptoken} 204
          ADM GET /user/authorizations 200
          `
          superuser pages;`
          SU GET /superuser/keys 200
          SU POST /superuser/keys {"service": "quay", "name": "", "expiration": null} 200 => kid /kid
          SU PUT /superuser/keys/{kid} {"name": "renamed"} 200
          SU PUT /superuser/keys/{kid} {"expiration": 4000000000} 200
          SU POST /superuser/approvedkeys/{kid} 201
          SU DELETE /superuser/keys/{kid} 204
          SU GET /superuser/changelog/ 200
          SU GET /superuser/aggregatelogs?starttime=11/01/2026&endtime=11/30/2026 200
          SU GET /superuser/logs?starttime=11/01/2026&endtime=11/30/2026&next_page= 200
          SU GET /superuser/registrystatus 200
          SU POST /messages {"message": {"content": "{fresh}", "media_type": "text/markdown", "severity": "info"}} 201
          SU GET /messages 200 => message /messages/0/uuid
          SU DELETE /message/{message} 204
          SU GET /superuser/{build}/build 200
          SU GET /superuser/{build}/logs 200
          ANON GET /registry/capabilities 200
          `
          """)
  void answersEveryRequestOfAPage(String page, String requests) {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    requests
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> {
          String[] sides = line.split(" => ", 2);
          int end = sides[0].lastIndexOf(' ');
          String request = filled(sides[0].substring(0, end));
          Response answer = ask(request);
          String wanted = sides[0].substring(end + 1);
          String status = Integer.toString(answer.statusCode());
          expected.add(request + " " + wanted);
          actual.add(
              request + " " + (List.of(wanted.split("/")).contains(status) ? wanted : status));
          if (sides.length == 2 && answer.statusCode() < 300) {
            remember(sides[1], json(answer.asString()));
          }
        });
    assertThat(actual).as(page).isEqualTo(expected);
  }

  /** Every request as the Ansible collection sends it: with media types, also without a body. */
  @Test
  void servesAPlayOfAnsible() {
    String org = Wharfinger.fresh("play");
    String user = Wharfinger.fresh("player");
    String password = Viewer.newUser(user);
    Browser browser = Browser.anonymous();
    Response signedIn = browser.signIn(user, password);
    assertThat(signedIn.statusCode()).isEqualTo(200);
    Play play = new Play(browser, String.valueOf(signedIn.header("X-Next-CSRF-Token")));
    String path = "/organization/" + org;
    play.meets(Method.GET, path, 404);
    play.sends(Method.POST, "/organization/", "{\"name\": \"" + org + "\"}", 201);
    play.sends(
        Method.PUT,
        path,
        "{\"tag_expiration_s\": 86400, \"email\": \"%s@x.org\"}".formatted(org),
        200);
    JsonNode echoed = json(play.asks(Method.GET, path, 200).asString());
    assertThat(echoed.get("tag_expiration_s").longValue()).isEqualTo(86_400);
    assertThat(echoed.get("email").textValue()).isEqualTo(org + "@x.org");
    assertThat(echoed.get("quotas")).isEmpty();
    play.sends(Method.PUT, path + "/team/crew", "{\"role\": \"member\"}", 200);
    play.sends(Method.PUT, path + "/team/crew/members/" + user, "{}", 200);
    play.meets(Method.GET, path + "/team/crew/members?includePending=True", 200);
    play.meets(Method.DELETE, path + "/team/crew", 204);
    play.meets(Method.DELETE, path + "/team/crew", 400);
    play.meets(Method.GET, path + "/proxycache", 200);
    play.meets(Method.DELETE, path + "/proxycache", 404);
    play.meets(Method.GET, path + "/robots/none", 400);
    play.meets(Method.DELETE, path + "/robots/none", 400);
    play.sends(
        Method.POST,
        path + "/applications",
        "{\"name\": \"crane\", \"redirect_uri\": \"\", \"application_uri\": \"\"}",
        200);
    JsonNode client =
        json(play.asks(Method.GET, path + "/applications", 200).asString()).at("/applications/0");
    JsonNode found =
        json(
            play.asks(
                    Method.GET, "/entities/" + user + "?includeOrgs=False&includeTeams=False", 200)
                .asString());
    assertThat(found.at("/results/0/name").textValue()).isEqualTo(user);
    Response granted =
        browser
            .plain()
            .basePath("")
            .urlEncodingEnabled(true)
            .redirects()
            .follow(false)
            .contentType(ContentType.URLENC)
            .formParam("client_id", client.get("client_id").textValue())
            .formParam("redirect_uri", "http://localhost:8080/oauth/localapp")
            .formParam("response_type", "token")
            .formParam("scope", "user:admin repo:read")
            .formParam("_csrf_token", play.token())
            .post("/oauth/authorizeapp");
    assertThat(granted.statusCode()).as(granted.asString()).isEqualTo(302);
    assertThat(granted.header("Location")).contains("access_token=").contains("&token_type");
    play.meets(Method.DELETE, path, 204);
    play.meets(Method.DELETE, path, 403);
    play.meets(Method.POST, "/signout", 200);
    play.meets(Method.GET, "/user/", 401);
  }

  /** A task of a play: it knows the token that the sign-in named, and keeps to it. */
  private record Play(Browser browser, String token) {

    Response asks(Method method, String path, int status) {
      return answers(request().request(method, path), method + " " + path, status);
    }

    void meets(Method method, String path, int status) {
      var _ = asks(method, path, status);
    }

    void sends(Method method, String path, String body, int status) {
      var _ = answers(request().body(body).request(method, path), method + " " + path, status);
    }

    private RequestSpecification request() {
      return browser
          .plain()
          .header("X-CSRF-Token", token)
          .contentType(ContentType.JSON)
          .accept(ContentType.JSON);
    }

    /** Every body is JSON or nothing: the collection reads it whatever the status is. */
    private static Response answers(Response answer, String request, int status) {
      assertThat(answer.statusCode()).as(request + " " + answer.asString()).isEqualTo(status);
      if (!answer.asString().isEmpty()) {
        assertThat(json(answer.asString()).isMissingNode()).isFalse();
      }
      return answer;
    }
  }

  /** The browser tests send no X-Requested-With, and keep one token for all of their session. */
  @Test
  void servesWhoSaysThatHeIsABrowser() {
    Browser browser = Viewer.SU.browser();
    String agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";
    for (String path : List.of("/user/", "/superuser/users/", "/superuser/registrystatus")) {
      assertThat(browser.asks().header("User-Agent", agent).get(path).statusCode())
          .as(path)
          .isEqualTo(200);
    }
    String token = browser.token();
    assertThat(
            browser
                .sends("{\"given_name\": \"Root\", \"family_name\": \"User\"}")
                .put("/user/")
                .statusCode())
        .as("with FEATURE_USER_METADATA off")
        .isEqualTo(200);
    assertThat(browser.asks().post("/superuser/registrysize/").statusCode()).isIn(201, 202);
    assertThat(browser.askForToken()).isEqualTo(token);
    Response taken =
        Browser.anonymous()
            .sends("{\"username\": \"root\", \"password\": \"password\"}")
            .post("/user/");
    assertThat(json(taken, 400).get("error_message").textValue()).contains("already exists");
  }

  @Test
  void tellsWhatTheRegistryCanDo() {
    assertThat(json(Viewer.ANON.asks(Wharfinger.closed()).get("/registry/capabilities"), 200))
        .isEqualTo(
            json(
                """
                {"sparse_manifests": {"supported": false, "required_architectures": [],
                                      "optional_architectures_allowed": false},
                 "mirror_architectures": ["amd64", "arm64", "ppc64le", "s390x"]}
                """));
  }

  private Response ask(String line) {
    String[] parts = line.split(" ", 4);
    Browser browser = browser(parts[0]);
    boolean page = parts[2].startsWith("^");
    RequestSpecification request =
        browser.asks().header("X-Requested-With", "XMLHttpRequest").basePath(page ? "" : "/api/v1");
    if (parts.length == 4) {
      request = request.contentType(ContentType.JSON).body(parts[3]);
    }
    Response answer =
        request.request(Method.valueOf(parts[1]), page ? parts[2].substring(1) : parts[2]);
    if (parts[2].equals("^/csrf_token")) {
      assertThat(browser.askForToken())
          .isEqualTo(json(answer.asString()).get("csrf_token").textValue());
    }
    return answer;
  }

  private Browser browser(String who) {
    return switch (who) {
      case "NEW" -> visitors.computeIfAbsent(who, _ -> Browser.anonymous());
      case "MAILED" ->
          visitors.computeIfAbsent(who, _ -> Browser.anonymous(Wharfinger.fullAccess()));
      case "ANON" -> Browser.fresh();
      default -> BROWSERS.computeIfAbsent(Viewer.valueOf(who), WebPagesApiTest::signedIn);
    };
  }

  private static Browser signedIn(Viewer viewer) {
    Browser browser = viewer.browser();
    return viewer == Viewer.FSU ? browser.at(Wharfinger.fullAccess()) : browser;
  }

  private String filled(String text) {
    if (text.contains("{guest}") && !known.containsKey("guest")) {
      String guest = Wharfinger.fresh("guest");
      known.put("guest", guest);
      known.put("password", Viewer.newUser(guest));
    }
    if (text.contains("{build}") && !known.containsKey("build")) {
      known.put("build", Scene.build(Scene.organizationOf(Viewer.ADM)));
    }
    String filled = text;
    for (Map.Entry<String, String> place : known.entrySet()) {
      filled = filled.replace("{" + place.getKey() + "}", place.getValue());
    }
    return filled;
  }

  private void remember(String rule, JsonNode answer) {
    String[] parts = rule.strip().split(" ");
    known.put(parts[0], answer.at(parts[1]).asText());
  }
}
