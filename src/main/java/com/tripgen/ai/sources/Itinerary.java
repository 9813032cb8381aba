package com.tripgen.ai.sources;

import com.tripgen.ai.planning.Coordinates;
import com.tripgen.ai.planning.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A requested trip with its cities recognised and the given places told apart by destination: what
/// a source is asked about.
public final class Itinerary {
  private final TripFacts facts;
  private final Catalogue catalogue;
  private final List<Optional<City>> cities;
  private final List<List<GivenPlace>> places;
  private final List<Note> notes = new ArrayList<>();

  public Itinerary(TripFacts facts, Catalogue catalogue) {
    this.facts = facts;
    this.catalogue = catalogue;
    this.cities = facts.stays().stream().map(this::recognise).toList();
    this.places =
        IntStream.range(0, size()).<List<GivenPlace>>mapToObj(i -> new ArrayList<>()).toList();
    assign();
  }

  public TripFacts facts() {
    return facts;
  }

  public Language language() {
    return facts.language();
  }

  public int size() {
    return facts.stays().size();
  }

  public StayFacts stay(int stay) {
    return facts.stays().get(stay);
  }

  /// The catalogue's city at which a stay is, if it is one.
  public Optional<City> city(int stay) {
    return cities.get(stay);
  }

  /// The places of the request that belong to a stay. A destination that the trip comes back to has
  /// them all at its first stay.
  public List<GivenPlace> givenPlaces(int stay) {
    return List.copyOf(places.get(stay));
  }

  /// What was remarkable about recognising the destinations.
  List<Note> notes() {
    return List.copyOf(notes);
  }

  /// The stays at the same destination, this one among them.
  List<Integer> staysAtDestinationOf(int stay) {
    return IntStream.range(0, size())
        .filter(
            other ->
                city(other).equals(city(stay))
                    && (city(stay).isPresent()
                        || NameKey.of(stay(other).city()).equals(NameKey.of(stay(stay).city()))))
        .boxed()
        .toList();
  }

  boolean isFirstAtDestination(int stay) {
    return firstAtDestinationOf(stay) == stay;
  }

  private int firstAtDestinationOf(int stay) {
    return staysAtDestinationOf(stay).getFirst();
  }

  /// The dates that belong to a stay: the date of leaving belongs to the next one.
  public List<LocalDate> dates(int stay) {
    LocalDate end = stay(stay).departureDate();
    LocalDate last = stay == size() - 1 ? end : end.minusDays(1);
    return last.isBefore(stay(stay).arrivalDate())
        ? List.of()
        : stay(stay).arrivalDate().datesUntil(last.plusDays(1)).toList();
  }

  /// Whether a name of the request means the destination of a stay.
  boolean isNamed(String name, int stay) {
    return NameKey.of(name).equals(NameKey.of(stay(stay).city()))
        || (city(stay).isPresent() && catalogue.named(name).equals(city(stay)));
  }

  /// Coordinates decide between cities of one name, so a city that does not cover them is another.
  private Optional<City> recognise(StayFacts stay) {
    Coordinates position = stay.coordinates();
    Optional<City> named = catalogue.named(stay.city());
    if (position != null) {
      return named
          .filter(city -> Catalogue.covers(city, position))
          .or(() -> catalogue.around(position));
    }
    Coordinates hotel = stay.hotelCoordinates();
    return named.isPresent() || hotel == null ? named : catalogue.around(hotel);
  }

  private void assign() {
    List<GivenPlace> withoutDestination = new ArrayList<>();
    for (GivenPlace place : facts.places()) {
      String destination = place.destination();
      if (destination == null) {
        withoutDestination.add(place);
        continue;
      }
      IntStream.range(0, size())
          .filter(stay -> isNamed(destination, stay))
          .findFirst()
          .ifPresentOrElse(
              stay -> places.get(firstAtDestinationOf(stay)).add(place),
              () -> {
                notes.add(Note.destinationNotInTrip(place.name(), destination, language()));
                withoutDestination.add(place);
              });
    }
    List<@Nullable Coordinates> centres = new ArrayList<>();
    for (int stay = 0; stay < size(); stay++) {
      List<GivenPlace> own = places.get(stay);
      centres.add(
          centre(stay)
              .or(() -> Median.of(own.stream().map(GivenPlace::coordinates).toList()))
              .orElse(null));
    }
    for (GivenPlace place : withoutDestination) {
      places.get(firstAtDestinationOf(nearest(place.coordinates(), centres))).add(place);
    }
  }

  /// The position of a destination, as far as its name, its hotel or the request tell it.
  Optional<Coordinates> centre(int stay) {
    return Optional.ofNullable(stay(stay).coordinates())
        .or(() -> Optional.ofNullable(stay(stay).hotelCoordinates()))
        .or(() -> city(stay).map(City::centre));
  }

  private static int nearest(Coordinates place, List<@Nullable Coordinates> centres) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int stay = 0; stay < centres.size(); stay++) {
      Coordinates centre = centres.get(stay);
      if (centre != null && GreatCircle.kilometres(place, centre) < least) {
        nearest = stay;
        least = GreatCircle.kilometres(place, centre);
      }
    }
    return nearest;
  }
}
