package dev.wharfinger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.wharfinger.offenders.journal.AnswersHttp;
import dev.wharfinger.offenders.journal.KnowsAnArea;
import dev.wharfinger.offenders.organization.AnswersWithoutARoute;
import dev.wharfinger.offenders.organization.AsksForAClassByName;
import dev.wharfinger.offenders.organization.BlocksByNote;
import dev.wharfinger.offenders.organization.DecidesAnAnswer;
import dev.wharfinger.offenders.organization.DrawsLots;
import dev.wharfinger.offenders.organization.GoesByTheWallClock;
import dev.wharfinger.offenders.organization.KnowsAnotherArea;
import dev.wharfinger.offenders.organization.MeasuresUntold;
import dev.wharfinger.offenders.organization.SharesNames;
import dev.wharfinger.offenders.organization.Sleeps;
import dev.wharfinger.offenders.organization.SpeaksJdbc;
import dev.wharfinger.offenders.organization.TeamManager;
import dev.wharfinger.offenders.organization.TellsTheTime;
import dev.wharfinger.offenders.organization.Waits;
import dev.wharfinger.offenders.records.KnowsWhatIsAbove;
import dev.wharfinger.offenders.vault.KnowsTheJournal;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.platform.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TimerTask;
import java.util.UUID;
import java.util.regex.Pattern;

/** Every wall, each with a class that runs into it. */
final class Walls {

  private static final String ROOT = "dev.wharfinger.";
  private static final String OFFENDERS = ROOT + "offenders.";

  /** From the top down: each may use those below it, and none above. */
  static final List<String> DISTRICTS =
      List.of("app", "registries", "accounts", "repositories", "records", "platform");

  /** Packages that are no areas, beside those of the platform and the app. */
  private static final Set<String> GROUND = Set.of("bench", "log", "notification");

  /** What an area shows to the others besides events and views, and why. */
  private static final Set<String> SHOWN =
      Set.of(
          "AccountList", // users and organizations are listed alike
          "AccountRows", // what every namespace has, users and organizations alike
          "AppTokenSignIn", // tokens of programs are for the registry
          "Finding", // what a registry has is told in the words in which it reports
          "Corrections", // and goes the way of its reports
          "ManifestSize", // what a registry reports of a manifest, and what it says if it is asked
          "IssuedTokens", // the first user is born with a token
          "PolicyPlace", // who may change the policies of what, whatever they are about
          "PolicyTarget", // and how requests name it
          "PushedRepository", // a push makes the repository that it goes to
          "PushedOrganization", // and the organization
          "QuotaColumns", // a quota stands inside the view of its owner
          "Shown", // what is seen of a sealed value is one rule, on the feed and in the history
          "TagRows", // whether a tag lives is one rule
          "RobotSignIn", // tokens of robots are for the registry
          "RepositoryName", // the route of whatever belongs to a repository
          "RepositoryGate", // who may use what hangs on a repository is one rule too
          "RepositoryAccess"); // rights in a repository are one rule, for whatever belongs to it

  private static final Pattern BANNED =
      Pattern.compile(".*(Impl|Manager|Helper|Util|Utils|Base|Dto|DTO)");

  /**
   * A rule and who breaks it.
   *
   * @param offender must be found out, or the rule says nothing
   */
  record Wall(ArchRule rule, Class<?> offender) {
    @Override
    public String toString() {
      return offender.getSimpleName() + ": " + rule.getDescription();
    }
  }

  static final List<Wall> ALL =
      List.of(
          new Wall(
              noClasses()
                  .that()
                  .resideInAPackage("..journal..")
                  .should()
                  .dependOnClassesThat(
                      ownOutside("journal", "vault", "config", "id", "json", "metric")),
              KnowsAnArea.class),
          new Wall(
              noClasses()
                  .that()
                  .resideInAnyPackage("..journal..", "..vault..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web..", "io.quarkus.rest.."),
              AnswersHttp.class),
          new Wall(
              noClasses()
                  .that()
                  .resideInAPackage("..vault..")
                  .should()
                  .dependOnClassesThat(ownOutside("vault", "json")),
              KnowsTheJournal.class),
          new Wall(
              classes()
                  .that(describe("are of an area", it -> isArea(it)))
                  .should(new MeetThroughEventsAndViews()),
              KnowsAnotherArea.class),
          new Wall(
              classes()
                  .that(describe("are in a district", it -> DISTRICTS.contains(district(it))))
                  .should(new UseOnlyWhatIsBelow()),
              KnowsWhatIsAbove.class),
          new Wall(
              noClasses()
                  .that(describe("are neither frame nor operation", Walls::isNoFrame))
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage("jakarta.ws.rs.."),
              AnswersWithoutARoute.class),
          new Wall(
              noClasses()
                  .that()
                  // it runs while the service is built, and never in it
                  .doNotHaveFullyQualifiedName(ROOT + "platform.discovery.DeclaredOperations")
                  .should()
                  .callMethodWhere(describe("looks up by name", Walls::looksUpByName))
                  .orShould()
                  .dependOnClassesThat()
                  .resideInAPackage("java.lang.reflect..")
                  .as("nothing is looked up by name: a native executable has what it sees used"),
              AsksForAClassByName.class),
          new Wall(
              noClasses()
                  .should()
                  .haveNameMatching(BANNED.pattern())
                  .as("no class is named after a pattern instead of its work"),
              TeamManager.class),
          new Wall(
              noClasses()
                  .that()
                  .doNotHaveFullyQualifiedName(ROOT + "app.engine.Migrations")
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("java.sql..", "javax.sql.."),
              SpeaksJdbc.class),
          new Wall(noClasses().should().callMethodWhere(is(Thread.class, "sleep")), Sleeps.class),
          new Wall(noClasses().should().callMethodWhere(is(Uni.class, "await")), Waits.class),
          new Wall(noMethods().should().beAnnotatedWith(Blocking.class), BlocksByNote.class),
          new Wall(
              noClasses()
                  .should()
                  .dependOnClassesThat()
                  .resideInAnyPackage("io.quarkus.scheduler..", "org.quartz..")
                  .orShould()
                  .dependOnClassesThat(
                      assignableTo(java.util.Timer.class).or(assignableTo(TimerTask.class)))
                  .as("no schedule goes by the wall clock, which may be set: Schedule does not"),
              GoesByTheWallClock.class),
          new Wall(
              noClasses()
                  .that()
                  .doNotHaveFullyQualifiedName(Metric.class.getName())
                  .should()
                  .callMethodWhere(
                      is(MeterRegistry.class, "counter|gauge.*|timer|summary|more")
                          .or(is(Counter.class, "builder"))
                          .or(is(Gauge.class, "builder"))
                          .or(is(TimeGauge.class, "builder"))
                          .or(is(Timer.class, "builder"))
                          .or(is(DistributionSummary.class, "builder")))
                  .as("a metric is declared, so that it is described and can be found"),
              MeasuresUntold.class),
          new Wall(
              noClasses()
                  .that()
                  .doNotHaveFullyQualifiedName(JsonFactories.class.getName())
                  .should()
                  .callConstructor(ObjectMapper.class)
                  .orShould()
                  .callConstructor(JsonFactory.class)
                  .orShould()
                  .callConstructor(JsonFactoryBuilder.class)
                  .orShould()
                  .callMethodWhere(is(JsonFactory.class, "builder"))
                  .as("readers of JSON share no names: JsonFactories makes them"),
              SharesNames.class),
          new Wall(
              noClasses()
                  .that(describe("decide or say why not", Walls::decides))
                  .should()
                  .dependOnClassesThat(describe("are answers", Walls::isAnswer))
                  .orShould()
                  .callMethodWhere(describe("returns an answer", Walls::returnsAnswer))
                  .as("status and text of a refusal belong to the HTTP side, reasons to decisions"),
              DecidesAnAnswer.class),
          new Wall(
              noClasses()
                  .that(assignableTo(Command.class).or(assignableTo(Projector.class)))
                  .should()
                  .callMethodWhere(
                      is(Instant.class, "now")
                          .or(is(System.class, "currentTimeMillis"))
                          .or(is(System.class, "nanoTime"))
                          .or(is(Clock.class, "system.*")))
                  .orShould()
                  .callConstructor(Date.class),
              TellsTheTime.class),
          new Wall(
              noClasses()
                  .that(assignableTo(Command.class).or(assignableTo(Projector.class)))
                  .should()
                  .callMethodWhere(is(UUID.class, "randomUUID").or(is(Math.class, "random")))
                  .orShould()
                  .dependOnClassesThat(assignableTo(Random.class)),
              DrawsLots.class));

  private Walls() {}

  private static DescribedPredicate<JavaClass> ownOutside(String... allowed) {
    String[] packages =
        Set.of(allowed).stream().map(name -> ".." + name + "..").toArray(String[]::new);
    return resideInAnyPackage(ROOT + ".")
        .and(DescribedPredicate.not(resideInAnyPackage(packages)))
        .and(describe("are no mark of a bound", it -> !it.isEquivalentTo(Bound.class)));
  }

  private static DescribedPredicate<JavaCall<?>> is(Class<?> owner, String name) {
    return describe(
        owner.getSimpleName() + "." + name,
        call -> call.getTargetOwner().isAssignableTo(owner) && call.getName().matches(name));
  }

  /** The package below the root, for offenders the one they pretend to be in. */
  static String place(JavaClass it) {
    String name = it.getPackageName();
    if (name.startsWith(OFFENDERS)) {
      return name.substring(OFFENDERS.length()).split("\\.", 2)[0];
    }
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String[] parts = name.substring(ROOT.length()).split("\\.");
    return DISTRICTS.contains(parts[0]) && parts.length > 1 ? parts[1] : parts[0];
  }

  /** The district that a class is in; for offenders the one that they pretend to be in. */
  static String district(JavaClass it) {
    String name = it.getPackageName();
    String root = name.startsWith(OFFENDERS) ? OFFENDERS : ROOT;
    return name.startsWith(root) ? name.substring(root.length()).split("\\.", 2)[0] : "";
  }

  static boolean isArea(JavaClass it) {
    String place = place(it);
    return !place.isEmpty()
        && !GROUND.contains(place)
        && !Set.of("app", "platform").contains(district(it));
  }

  static JavaClass outermost(JavaClass it) {
    return it.getEnclosingClass().map(Walls::outermost).orElse(it);
  }

  static boolean isShown(JavaClass it) {
    String name = outermost(it).getSimpleName();
    return name.endsWith("Event") || name.endsWith("View") || SHOWN.contains(name);
  }

  private static boolean isNoFrame(JavaClass it) {
    JavaClass outermost = outermost(it);
    return !Set.of("http", "security", "bench").contains(place(it))
        && !outermost.isAnnotatedWith(Path.class)
        && !outermost.getSimpleName().endsWith("Replies");
  }

  /**
   * Commands, what they share for deciding, and the reasons; the platform's own carry an answer.
   */
  private static boolean decides(JavaClass it) {
    return it.isAssignableTo(Command.class)
        || (it.isAssignableTo(Rejection.class) && !place(it).equals("http"))
        || it.getMethods().stream()
            .anyMatch(method -> method.getRawReturnType().isEquivalentTo(Decision.class));
  }

  private static boolean isAnswer(JavaClass it) {
    return it.isAssignableTo(ApiError.class) || it.isAssignableTo(ApiException.class);
  }

  private static boolean returnsAnswer(JavaCall<?> call) {
    return call.getTarget().resolveMember().stream()
        .flatMap(member -> member.getReturnType().getAllInvolvedRawTypes().stream())
        .anyMatch(Walls::isAnswer);
  }

  private static boolean looksUpByName(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    String name = call.getName();
    return (owner.isEquivalentTo(Class.class)
            && (name.equals("forName") || name.startsWith("getDeclared")))
        || (owner.isAssignableTo(ClassLoader.class) && name.equals("loadClass"));
  }
}
