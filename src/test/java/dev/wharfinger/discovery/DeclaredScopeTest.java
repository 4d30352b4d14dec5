package dev.wharfinger.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.security.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredScopeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /organization/{orgname}                        | ''
          PUT    | /organization/{orgname}                        | org:admin
          POST   | /organization/                                 | user:admin
          GET    | /organization/{orgname}/proxycache             | ''
          POST   | /organization/{orgname}/validateproxycache     | ''
          GET    | /organization/{orgname}/robots/{s}/permissions | user:admin
          GET    | /organization/{orgname}/robots/{s}             | org:admin
          POST   | /organization                                  | user:admin
          GET    | /user                                          | user:read
          GET    | /superuser/users/                              | super:user
          POST   | /superusers/users/{u}/sendrecovery             | super:user
          POST   | /user/initialize                               | ''
          GET    | /user/                                         | user:read
          GET    | /user/logs                                     | user:admin
          POST   | /user/                                         | ''
          PUT    | /user/                                         | user:admin
          DELETE | /user                                          | user:admin
          GET    | /user/notifications/{uuid}                     | user:admin
          GET    | /messages                                      | ''
          POST   | /messages                                      | super:user
          DELETE | /message/{uuid}                                | super:user
          GET    | /entities/{prefix}                             | ''
          GET    | /registry/capabilities                         | ''
          POST   | /organization/{orgname}/autoprunepolicy/       | org:admin
          GET    | /users/{username}                              | ''
          GET    | /app/{client_id}                               | ''
          POST   | /repository                                    | repo:create
          GET    | /repository                                    | repo:read
          GET    | /repository/{repository}                       | repo:read
          PUT    | /repository/{repository}                       | repo:write
          DELETE | /repository/{repository}                       | repo:admin
          GET    | /discovery                                     | ''
          """)
  void isWhatTheContractNames(String method, String path, String scope) {
    assertThat(DeclaredScope.of(method, path).map(Scope::word).orElse("")).isEqualTo(scope);
  }
}
