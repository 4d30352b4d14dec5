package dev.wharfinger.app.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.platform.json.JsonFactories;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The framework's mapper, which also reads the columns of JSON: what they hold came from others.
 */
@Singleton
class FrameworkJson {

  @Produces
  @Singleton
  ObjectMapper mapper(@All List<ObjectMapperCustomizer> customizers) {
    ObjectMapper mapper = JsonFactories.mapper();
    customizers.forEach(each -> each.customize(mapper));
    return mapper;
  }
}
