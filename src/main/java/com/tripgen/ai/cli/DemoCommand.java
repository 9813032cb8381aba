package com.tripgen.ai.cli;

import com.tripgen.ai.bench.service.Rehearsal;
import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.server.EngineSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.v1.Destination;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.GetScheduleRequest;
import com.tripgen.ai.v1.Job;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.Schedule;
import com.tripgen.ai.v1.Trip;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// The product's first minute: everything from an empty folder to an itinerary, and nothing left
/// behind.
@Command(
    name = "demo",
    header = "See it work: plan a real trip and print the itinerary.",
    description = {
      "Starts a PostgreSQL in a temporary folder and the service, has it plan a trip over gRPC,"
          + " watches",
      "the job and prints the itinerary. Leaves nothing behind."
    })
final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PLANNING = Duration.ofHours(1);

  private final Terminal terminal;
  private final Map<String, String> environment;

  @ParentCommand private @Nullable TripgenCommand tripgen;

  @Option(
      names = "--trip",
      paramLabel = "FILE",
      description = "Plan this trip instead: the JSON of a tripgen.ai.v1.Trip.")
  private @Nullable Path file;

  @Option(
      names = "--language",
      paramLabel = "CODE",
      converter = Language.Code.class,
      description = "ko or en (default: that of the trip's file, else as LANG says).")
  private @Nullable Language language;

  @Option(
      names = "--keep",
      fallbackValue = "true",
      description = "Keep serving until Ctrl-C, to try calls of your own.")
  private boolean keep;

  @Option(
      names = "--rehearse",
      paramLabel = "SECONDS",
      hidden = true,
      description =
          "Then plan, submit and read for so long, for a JVM that writes down what it learns.")
  private int rehearsal;

  DemoCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Trip trip = trip();
    (tripgen != null && tripgen.verbose() ? Logs.DETAILED : Logs.QUIET).begin();
    OpenResources.during(
        resources -> {
          try {
            run(trip, resources);
          } catch (StatusRuntimeException e) {
            throw CallFailure.of(e);
          }
        });
    return TripgenCommand.FINE;
  }

  private void run(Trip trip, OpenResources resources) throws IOException, InterruptedException {
    Language language = Language.ofCode(trip.getLanguageCode());
    Phases phases = new Phases(terminal);
    EmbeddedPostgres postgres =
        phases.run(
            language.say("데이터베이스", "database"),
            language.say("임시 폴더에서 PostgreSQL 시작", "PostgreSQL in a temporary folder"),
            () -> {
              Path folder = resources.open(TemporaryFolder::create).path();
              return resources.open(
                  () -> EmbeddedPostgres.start(EmbeddedPostgres.Settings.of(folder, 0)));
            });
    phases.run(
        language.say("마이그레이션", "migration"),
        language.say("테이블 생성", "its tables"),
        () -> new Migrations(postgres.owner()).migrate());
    ServerConfig config =
        new ServerConfig(
            0,
            postgres.service(),
            EnumSet.allOf(Role.class),
            EngineSettings.DEFAULT.withDrainDelay(Duration.ZERO));
    Server server =
        phases.run(
            language.say("서버", "server"),
            language.say("gRPC 서버 시작", "the gRPC server"),
            () -> {
              Server started = GrpcPort.start(config, UnaryOperator.identity(), resources);
              started.awaitServing();
              return started;
            });
    String address = GrpcPort.address(server);
    ServiceClient client =
        resources.open(
            () -> new ServiceClient(TargetOptions.channelTo(address), address, PATIENCE));
    introduce(trip, language);
    Schedule schedule =
        phases.time(language.say("일정 작성", "planning"), () -> plan(trip, client, language));
    terminal.out().println();
    ItineraryTable.of(schedule, language).print(terminal);
    terminal.out().println(terminal.paint(Style.DIM, phases.summary()));
    suggest(language, address);
    if (rehearsal > 0) {
      Rehearsal.run(server.port(), Duration.ofSeconds(rehearsal));
    }
    if (keep) {
      resources.expectSignal();
      server.awaitTermination();
    }
  }

  private Schedule plan(Trip trip, ServiceClient client, Language language)
      throws InterruptedException {
    Job submitted =
        client
            .schedules()
            .generateSchedule(GenerateScheduleRequest.newBuilder().setTrip(trip).build())
            .getJob();
    Job job =
        new ResumingWatch(client, LONGEST_PLANNING)
            .follow(submitted.getRequestId(), new ProgressBar(terminal, language));
    if (job.getStatus() != JobStatus.JOB_STATUS_COMPLETED) {
      throw CallFailure.of(job.getError());
    }
    return client
        .schedules()
        .getSchedule(GetScheduleRequest.newBuilder().setRequestId(job.getRequestId()).build())
        .getSchedule();
  }

  private Trip trip() {
    if (file == null) {
      return TripFile.bundled(language == null ? Language.of(environment) : language);
    }
    Trip trip = TripFile.read(file);
    return language == null ? trip : trip.toBuilder().setLanguageCode(language.code()).build();
  }

  private void introduce(Trip trip, Language language) {
    String cities =
        trip.getDestinationsList().stream()
            .map(Destination::getName)
            .collect(Collectors.joining(" → "));
    int people = trip.getMembersCount();
    String rest =
        " · " + language.say(people + "명", people + (people == 1 ? " traveller" : " travellers"));
    String title =
        trip.getTripName().isEmpty()
            ? terminal.paint(Style.BOLD, cities)
            : terminal.paint(Style.BOLD, trip.getTripName()) + " · " + cities;
    terminal.out().println();
    terminal.out().println(title + rest);
    if (!trip.getSpecialRequests().isEmpty()) {
      DisplayWidth.wrap("“" + trip.getSpecialRequests() + "”", terminal.width())
          .forEach(line -> terminal.out().println(terminal.paint(Style.DIM, line)));
    }
    terminal.out().println();
  }

  private void suggest(Language language, String address) {
    terminal.out().println();
    if (keep) {
      terminal
          .out()
          .println(
              language.say(
                  address + "에서 계속 실행 중입니다 (Ctrl-C로 종료). 다른 터미널에서:",
                  "Serving gRPC on " + address + " until Ctrl-C. In another terminal try:"));
    } else {
      terminal
          .out()
          .println(
              language.say("이제 직접 실행해 보세요:", "Now run it yourself, with a database that stays:"));
      terminal.out().println("  ./tripgen serve --embedded");
      terminal.out().println(language.say("그리고 다른 터미널에서:", "and in another terminal try:"));
    }
    NextSteps.grpcurl(keep ? address : "127.0.0.1:9090", language)
        .forEach(line -> terminal.out().println("  " + line));
  }
}
