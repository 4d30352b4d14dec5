package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Quay's web interface asks for, page by page and in its order (sessions 5): every request has
 * the status that the page goes on with.
 *
 * <p>A line is who asks, the method, the path, the body if there is one, and the status. Places in
 * braces are filled in with what the test knows; {@code => name key} remembers a part of the answer
 * under a name. Of statuses with a slash between them any will do.
 */
class WebPagesApiTest {

  private final Map<String, String> known = new HashMap<>();

  WebPagesApiTest() {
    String organization = Scene.organization();
    known.put("org", organization);
    known.put("user", Wharfinger.fresh("visitor"));
    known.put("fresh", Wharfinger.fresh("page"));
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
          ANON GET ^/config 200
          ANON GET /user/ 401
          ANON GET /messages 200
          `
          every page, signed in;`
          ADM GET ^/config 200
          ADM GET /user/ 200
          ADM GET /messages 200
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
          `
          organization list, what one does there;`
          ADM POST /organization/ {"name": "{fresh}", "email": "{fresh}@pages.example"} 201
          SU POST /superuser/takeownership/{fresh} 200
          SU PUT /superuser/organizations/{fresh} {"name": "{fresh}-b"} 200
          SU DELETE /superuser/organizations/{fresh}-b 204
          SU POST /superuser/users/ {"username": "{user}", "email": "{user}@pages.example"} 200
          SU PUT /superuser/users/{user} {"email": "{user}@others.example"} 200
          SU PUT /superuser/users/{user} {"password": "a-new-password"} 200
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
          ANON GET /organization/{org} 200
          ANON GET /repository?last_modified=true&namespace={org}&public=true 200
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
          ADM POST /organization/{org}/prototypes {"delegate": {"name": "{org}+crane", "kind": "user", "is_robot": true, "is_org_member": true}, "role": "read"} 200 => rule /id
          ADM PUT /organization/{org}/prototypes/{rule} {"id": "{rule}", "role": "write"} 200
          ADM DELETE /organization/{org}/prototypes/{rule} 204
          ADM DELETE /organization/{org}/robots/crane 204
          ADM PUT /user/robots/{fresh} {"description": ""} 201
          ADM DELETE /user/robots/{fresh} 204
          `
          applications;`
          ADM POST /organization/{org}/applications {"name": "crane", "redirect_uri": "", "application_uri": "", "description": "", "avatar_email": ""} 200 => app /client_id
          ADM PUT /organization/{org}/applications/{app} {"name": "crane", "redirect_uri": "", "application_uri": "", "description": "x", "avatar_email": ""} 200
          ADM POST /organization/{org}/applications/{app}/resetclientsecret 200
          ADM POST /organization/{org}/applications/{app}/tokens {"name": "t", "scope": "repo:read", "expiration": 3600} 200 => token /uuid
          ADM GET /organization/{org}/applications/{app}/tokens 200
          ADM DELETE /organization/{org}/applications/{app}/tokens/{token} 204
          ADM DELETE /organization/{org}/applications/{app} 204
          `
          settings;`
          ADM PUT /organization/{org} {"tag_expiration_s": 86400, "email": "{org}@pages.example", "isUser": false} 200
          ADM POST /organization/{org}/autoprunepolicy/ {"method": "number_of_tags", "value": 5} 201 => policy /uuid
          ADM PUT /organization/{org}/autoprunepolicy/{policy} {"uuid": "{policy}", "method": "creation_date", "value": "7d"} 204
          ADM DELETE /organization/{org}/autoprunepolicy/{policy} 200
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
          SU DELETE /superuser/keys/{kid} 204
          SU GET /superuser/changelog/ 200
          SU GET /superuser/aggregatelogs?starttime=11/01/2026&endtime=11/30/2026 200
          SU GET /superuser/logs?starttime=11/01/2026&endtime=11/30/2026&next_page= 200
          SU GET /superuser/registrystatus 200
          SU POST /messages {"message": {"content": "{fresh}", "media_type": "text/markdown", "severity": "info"}} 201
          SU GET /messages 200 => message /messages/0/uuid
          SU DELETE /message/00000000-0000-4000-8000-000000000000 204
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

  @Test
  void listsNoImmutableTagsWhereThereMayBeSome() {
    String path = "/organization/" + known.get("org") + "/immutabilitypolicy/";
    Wharfinger on = Wharfinger.restricted();
    assertThat(json(Viewer.ADM.asks(on).get(path), 200)).isEqualTo(json("{\"policies\": []}"));
    assertThat(json(Viewer.ADM.asks(on).get("/organization/ada/immutabilitypolicy/"), 200))
        .isEqualTo(json("{\"policies\": []}"));
    Answers.isP403(Viewer.MEM.asks(on).get(path));
    Answers.isP401(Viewer.ANON.asks(on).get(path));
  }

  private Response ask(String line) {
    String[] parts = line.split(" ", 4);
    Viewer viewer = Viewer.valueOf(parts[0]);
    boolean page = parts[2].startsWith("^");
    RequestSpecification request = page ? viewer.asks().basePath("") : viewer.asks();
    if (parts.length == 4) {
      request = request.contentType(ContentType.JSON).body(parts[3]);
    }
    return request.request(Method.valueOf(parts[1]), page ? parts[2].substring(1) : parts[2]);
  }

  private String filled(String text) {
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
