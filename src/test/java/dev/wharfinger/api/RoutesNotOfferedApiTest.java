package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isP404;

import io.restassured.http.Method;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/**
 * Routes of features that are off, which clients ask for nevertheless: all are 404 with the problem
 * object, whoever asks and with whatever method. Source: contract repositories 0.3, 10 and 11.
 */
class RoutesNotOfferedApiTest {

  private static final String OFF =
      """
      POST /repository/{repo}/changetrust
      GET /repository/{repo}/signatures
      GET /repository/{repo}/manifest/sha256:abcdef/security
      GET /repository/{repo}/authorizedemail/jane@example.com
      POST /repository/{repo}/authorizedemail/jane@example.com
      POST /filedrop/
      GET /user/private
      GET /organization/{org}/private
      GET /plans/
      GET /user/card
      POST /user/card
      GET /user/plan
      PUT /user/plan
      GET /user/invoices
      GET /user/invoice/fields
      POST /user/invoice/fields
      DELETE /user/invoice/field/x
      GET /organization/{org}/card
      POST /organization/{org}/card
      GET /organization/{org}/plan
      PUT /organization/{org}/plan
      GET /organization/{org}/invoices
      GET /organization/{org}/invoice/fields
      DELETE /organization/{org}/invoice/field/x
      GET /organization/{org}/marketplace
      POST /organization/{org}/marketplace
      POST /organization/{org}/marketplace/batchremove
      GET /user/marketplace
      POST /bootstrap/renew
      """;

  @Test
  void areNotThere() {
    String organization = Scene.organizationOf(Viewer.ADM);
    var _ = Scene.repository(organization, "web", false);
    for (String line : OFF.lines().toList()) {
      String[] parts =
          line.replace("{repo}", organization + "/web")
              .replace("{org}", organization)
              .split(" ", 2);
      for (Viewer viewer : new Viewer[] {Viewer.ANON, Viewer.ADM}) {
        Response answer = viewer.asks().request(Method.valueOf(parts[0]), parts[1]);
        isP404(answer);
      }
    }
  }
}
