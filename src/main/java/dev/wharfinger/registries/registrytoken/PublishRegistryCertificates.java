package dev.wharfinger.registries.registrytoken;

import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.security.RegistryAuthority;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Publishes the certificates that a registry should trust, for its {@code
 * auth.token.rootcertbundle}.
 */
@Path("/v2")
public class PublishRegistryCertificates {

  /** RFC 8555 9.1. */
  private static final String PEM = "application/pem-certificate-chain";

  @Inject RegistryAuthority authority;

  @GET
  @Path("auth/certificates")
  @ApiOperation(summary = "Get the certificates with which registries verify tokens.")
  public Uni<Response> publishRegistryCertificates() {
    return authority.bundle().map(bundle -> Response.ok(bundle, PEM).build());
  }
}
