package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Base;
import com.tripgen.ai.planning.Candidate;
import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.DayWeather;
import com.tripgen.ai.planning.Language;
import com.tripgen.ai.planning.Origin;
import com.tripgen.ai.planning.PlanningProblem;
import com.tripgen.ai.planning.RequestReader;
import com.tripgen.ai.planning.Stay;
import com.tripgen.ai.planning.Wish;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Puts a requested trip and what the sources know about it together into a planning problem.
public final class ProblemAssembler {
  private final Catalogue catalogue;
  private final List<PlaceSource> placeSources;
  private final List<WeatherSource> weatherSources;
  private final IntercityRoutes routes;

  /// @param placeSources asked in this order; the earlier one's record of a place stays
  /// @param weatherSources asked in this order, each for the dates that are still open
  public ProblemAssembler(
      Catalogue catalogue, List<PlaceSource> placeSources, List<WeatherSource> weatherSources) {
    this.catalogue = catalogue;
    this.placeSources = List.copyOf(placeSources);
    this.weatherSources = List.copyOf(weatherSources);
    this.routes = new IntercityRoutes(catalogue);
  }

  /// An assembler that needs no network: the request first, then the catalogue.
  public static ProblemAssembler offline(Catalogue catalogue) {
    return new ProblemAssembler(
        catalogue,
        List.of(new RequestPlaces(), new CataloguePlaces(catalogue)),
        List.of(new RequestWeather(), new ClimateWeather(catalogue)));
  }

  /// An assembler that also asks the sources beyond this process that are configured: the Location
  /// service after the request, a forecast before the climate.
  public static ProblemAssembler of(
      Catalogue catalogue, SourceSettings settings, Clock clock, SourceListener listener) {
    List<PlaceSource> places = new ArrayList<>(List.of(new RequestPlaces()));
    settings.locationService().ifPresent(api -> places.add(api.places(listener)));
    places.add(new CataloguePlaces(catalogue));
    List<WeatherSource> weather = new ArrayList<>(List.of(new RequestWeather()));
    settings.forecast().ifPresent(api -> weather.add(api.weather(clock, listener)));
    weather.add(new ClimateWeather(catalogue));
    return new ProblemAssembler(catalogue, places, weather);
  }

  /// The same, with somebody who proposes places where no source knows any.
  public ProblemAssembler with(PlaceProposer proposer) {
    List<PlaceSource> sources = new ArrayList<>(placeSources);
    sources.add(new ProposedPlaces(proposer));
    return new ProblemAssembler(catalogue, sources, weatherSources);
  }

  /// The stays of which nobody can know places: neither a city of the catalogue, nor with a place
  /// of the request, nor worth asking another source about. Asks no source and is cheap enough for
  /// the validation of a request.
  public List<Assembly.UnknownCity> unknownCities(TripFacts facts) {
    Itinerary trip = new Itinerary(facts, catalogue);
    return IntStream.range(0, trip.size())
        .filter(stay -> trip.city(stay).isEmpty() && !hasUsablePlace(trip, stay))
        .filter(stay -> placeSources.stream().noneMatch(source -> source.mayKnow(trip, stay)))
        .mapToObj(stay -> unknownCity(trip, stay))
        .toList();
  }

  public Assembly assemble(TripFacts facts) {
    Itinerary trip = new Itinerary(facts, catalogue);
    List<Note> notes = new ArrayList<>(trip.notes());
    Set<Integer> unanswered = new TreeSet<>();
    List<Candidate> candidates = candidates(trip, notes, unanswered);
    for (int stay = 0; stay < trip.size(); stay++) {
      List<Integer> stays = trip.staysAtDestinationOf(stay);
      if (isWithoutPlaces(candidates, stays)) {
        return unanswered.contains(stays.getFirst())
            ? new Assembly.SourceAway(trip.stay(stay).city())
            : unknownCity(trip, stay);
      }
    }
    List<Base> bases = new ArrayList<>();
    for (int stay = 0; stay < trip.size(); stay++) {
      bases.add(base(trip, stay, candidates, notes));
      addLuggageNotes(trip, stay, notes);
    }
    PlanningProblem problem =
        new PlanningProblem(
            stays(trip, bases),
            routes.between(trip, bases),
            facts.hours(),
            facts.party(),
            facts.transport(),
            candidates,
            weather(trip, notes),
            RequestReader.read(facts.specialRequests(), candidates),
            facts.language(),
            facts.seed());
    return new Assembly.Ready(problem, notes, origins(candidates), catalogue.version());
  }

  private static boolean hasUsablePlace(Itinerary trip, int stay) {
    return trip.staysAtDestinationOf(stay).stream()
        .flatMap(same -> trip.givenPlaces(same).stream())
        .anyMatch(place -> place.wish() != Wish.EXCLUDED);
  }

  private static boolean isWithoutPlaces(List<Candidate> candidates, List<Integer> stays) {
    return candidates.stream()
        .noneMatch(
            candidate -> candidate.wish() != Wish.EXCLUDED && stays.contains(candidate.stay()));
  }

  private Assembly.UnknownCity unknownCity(Itinerary trip, int stay) {
    return new Assembly.UnknownCity(
        stay,
        trip.stay(stay).city(),
        catalogue.cities().stream().map(city -> city.nameIn(Language.EN)).toList());
  }

  /// @param unanswered gets the first stays of destinations about which a source could not be asked
  private List<Candidate> candidates(Itinerary trip, List<Note> notes, Set<Integer> unanswered) {
    PlaceMerge merge = new PlaceMerge(trip.language());
    for (PlaceSource source : placeSources) {
      for (int stay = 0; stay < trip.size(); stay++) {
        if (trip.isFirstAtDestination(stay) && isToBeAsked(source, trip, stay, merge)) {
          FoundPlaces found = source.find(trip, stay);
          merge.add(found.candidates());
          notes.addAll(found.notes());
          if (found.away()) {
            unanswered.add(stay);
          }
        }
      }
    }
    notes.addAll(merge.notes());
    List<Note> all = List.copyOf(notes);
    notes.removeIf(note -> isOutdone(note, all));
    return new SharedDestinations(trip).share(merge.candidates());
  }

  /// That only places of the request are used is not so where others were proposed.
  private static boolean isOutdone(Note note, List<Note> notes) {
    return note.kind() == Note.Kind.CITY_NOT_IN_CATALOGUE
        && notes.stream()
            .anyMatch(
                other -> other.kind() == Note.Kind.PLACES_PROPOSED && other.stay() == note.stay());
  }

  private static boolean isToBeAsked(
      PlaceSource source, Itinerary trip, int stay, PlaceMerge merge) {
    return !source.isLastResort()
        || isWithoutPlaces(merge.candidates(), trip.staysAtDestinationOf(stay));
  }

  private static Base base(Itinerary trip, int stay, List<Candidate> candidates, List<Note> notes) {
    StayFacts facts = trip.stay(stay);
    StayFacts.Hotel hotel = facts.hotel();
    if (hotel != null) {
      Coordinates position = hotel.coordinates();
      if (position != null) {
        return new Base(hotel.name(), position, Base.Source.HOTEL);
      }
      notes.add(Note.hotelWithoutPosition(stay, hotel.name(), trip.language()));
    }
    Base base = baseWithoutHotel(trip, stay, candidates);
    notes.add(Note.baseAssumed(stay, base, trip.language()));
    return base;
  }

  private static Base baseWithoutHotel(Itinerary trip, int stay, List<Candidate> candidates) {
    String name = trip.stay(stay).city();
    Coordinates position = trip.stay(stay).coordinates();
    if (position != null) {
      return new Base(name, position, Base.Source.DESTINATION);
    }
    Optional<City> city = trip.city(stay);
    if (city.isPresent()) {
      return new Base(name, city.get().centre(), Base.Source.CITY_CENTRE);
    }
    List<Integer> stays = trip.staysAtDestinationOf(stay);
    List<Coordinates> positions =
        candidates.stream()
            .filter(candidate -> stays.contains(candidate.stay()))
            .map(Candidate::coordinates)
            .toList();
    return new Base(name, Median.of(positions).orElseThrow(), Base.Source.CANDIDATES_MEDIAN);
  }

  /// Without a time the party is taken to arrive before the room is ready and, at the end of the
  /// trip, to leave after it must be given back.
  private static void addLuggageNotes(Itinerary trip, int stay, List<Note> notes) {
    StayFacts facts = trip.stay(stay);
    LocalTime checkIn = facts.checkIn();
    if (checkIn != null && !isAtOrAfter(facts.arrivalTime(), checkIn)) {
      notes.add(Note.luggageBeforeCheckIn(stay, checkIn, trip.language()));
    }
    LocalTime checkOut = facts.checkOut();
    LocalTime departure = facts.departureTime();
    if (checkOut != null
        && (departure == null ? stay == trip.size() - 1 : departure.isAfter(checkOut))) {
      notes.add(Note.luggageAfterCheckOut(stay, checkOut, trip.language()));
    }
  }

  private static boolean isAtOrAfter(@Nullable LocalTime time, LocalTime limit) {
    return time != null && !time.isBefore(limit);
  }

  private static List<Stay> stays(Itinerary trip, List<Base> bases) {
    return IntStream.range(0, trip.size())
        .mapToObj(
            i -> {
              StayFacts facts = trip.stay(i);
              return new Stay(
                  facts.city(),
                  bases.get(i),
                  facts.arrivalDate(),
                  facts.departureDate(),
                  facts.arrivalTime(),
                  facts.departureTime(),
                  facts.arrivalPoint(),
                  facts.departurePoint());
            })
        .toList();
  }

  private List<DayWeather> weather(Itinerary trip, List<Note> notes) {
    List<DayWeather> weather = new ArrayList<>();
    for (int stay = 0; stay < trip.size(); stay++) {
      Set<LocalDate> open = new TreeSet<>(trip.dates(stay));
      for (WeatherSource source : weatherSources) {
        if (!open.isEmpty()) {
          FoundWeather found = source.find(trip, stay, Set.copyOf(open));
          weather.addAll(found.days());
          notes.addAll(found.notes());
          found.days().forEach(day -> open.remove(day.date()));
        }
      }
      if (!open.isEmpty()) {
        notes.add(Note.weatherUnknown(stay, trip.stay(stay).city(), open.size(), trip.language()));
      }
    }
    return weather;
  }

  private static Map<Origin, Integer> origins(List<Candidate> candidates) {
    Map<Origin, Integer> origins = new EnumMap<>(Origin.class);
    candidates.forEach(candidate -> origins.merge(candidate.origin(), 1, Integer::sum));
    return origins;
  }
}
