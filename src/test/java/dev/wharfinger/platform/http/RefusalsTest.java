package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.EveryArea;
import dev.wharfinger.platform.journal.Rejection;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.wharfinger");

  private static final List<Errors<?>> ERRORS =
      OURS.stream()
          .filter(type -> type.isAssignableTo(Errors.class) && !type.isInterface())
          .<Errors<?>>map(RefusalsTest::made)
          .toList();

  private enum Lost implements Rejection {
    AT_SEA
  }

  private record LostErrors() implements Errors<Lost> {
    @Override
    public Class<Lost> reasons() {
      return Lost.class;
    }

    @Override
    public ApiError of(Lost reason) {
      return ApiError.notFound();
    }
  }

  @Test
  void everyTypeOfReasonsIsClosedAndDeclaredByItsAreaAndTold() {
    var _ = new Refusals(ERRORS, EveryArea.ALL);
    List<Class<?>> declared = new ArrayList<>();
    for (Area<?> area : EveryArea.ALL) {
      for (Class<? extends Rejection> reasons : area.rejections()) {
        assertThat(reasons.getPackageName()).isEqualTo(area.getClass().getPackageName());
        declared.add(reasons);
      }
    }
    declared.addAll(List.of(CommonRejection.class, RequestRejection.class));
    assertThat(topmost()).containsExactlyInAnyOrderElementsOf(declared);
    assertThat(declared).allMatch(type -> type.isEnum() || type.isSealed());
  }

  /** A repeat of a command that is done is told its outcome unless its caller is denied. */
  @Test
  void whatDeniesTheCallerIsToldAsUnauthorizedOrForbiddenAndNothingElseIs() {
    Refusals refusals = new Refusals(ERRORS, EveryArea.ALL);
    List<Rejection> constants =
        OURS.stream()
            .filter(type -> type.isAssignableTo(Rejection.class) && type.isEnum())
            .flatMap(type -> constants(type))
            .toList();
    assertThat(constants).hasSizeGreaterThan(50);
    for (Rejection reason : constants) {
      int status = refusals.of(reason).status();
      assertThat(status == 401 || status == 403).as("%s", reason).isEqualTo(reason.deniesCaller());
    }
  }

  @Test
  void doesNotStartWithReasonsThatAreNotTold() {
    List<Errors<?>> gap =
        ERRORS.stream().filter(it -> it.reasons() != CommonRejection.class).toList();
    assertThatThrownBy(() -> new Refusals(gap, EveryArea.ALL))
        .hasMessage(CommonRejection.class + " has no errors, or is declared twice");
    List<Errors<?>> noneOfAnArea =
        ERRORS.stream().filter(it -> it.getClass().getPackageName().endsWith(".http")).toList();
    assertThatThrownBy(() -> new Refusals(noneOfAnArea, EveryArea.ALL))
        .hasMessageEndingWith(" has no errors, or is declared twice");
  }

  @Test
  void doesNotStartWithReasonsThatAreToldTwiceOrDeclaredByNoArea() {
    List<Errors<?>> more = new ArrayList<>(ERRORS);
    more.add(new LostErrors());
    assertThatThrownBy(() -> new Refusals(more, EveryArea.ALL))
        .hasMessage("[" + Lost.class + "] are declared by no area");
    more.add(new LostErrors());
    assertThatThrownBy(() -> new Refusals(more, EveryArea.ALL))
        .hasMessage(Lost.class + " has two classes of errors");
  }

  /** The types right below {@link Rejection}; those below them are part of one of these. */
  private static List<Class<?>> topmost() {
    return OURS.stream()
        .filter(type ->
            type.getRawInterfaces().stream().anyMatch(it -> it.isEquivalentTo(Rejection.class)))
        .<Class<?>>map(JavaClass::reflect)
        .toList();
  }

  private static Stream<Rejection> constants(JavaClass type) {
    Object[] constants = type.reflect().getEnumConstants();
    return constants == null ? Stream.empty() : Arrays.stream(constants).map(Rejection.class::cast);
  }

  private static Errors<?> made(JavaClass type) {
    try {
      Constructor<?> constructor = type.reflect().getDeclaredConstructor();
      constructor.setAccessible(true);
      return (Errors<?>) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(type + " cannot be made by the container", e);
    }
  }
}
