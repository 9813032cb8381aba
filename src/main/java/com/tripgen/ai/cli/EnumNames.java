package com.tripgen.ai.cli;

import com.tripgen.ai.server.Role;
import com.tripgen.ai.v1.GroupType;
import com.tripgen.ai.v1.HealthStatus;
import com.tripgen.ai.v1.JobStatus;
import com.tripgen.ai.v1.JobType;
import com.tripgen.ai.v1.Preference;
import com.tripgen.ai.v1.TransportMode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The values of an enumeration as they are written on the command line: without the prefix of the
/// contract, in lower case, with hyphens.
abstract class EnumNames<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
  private final E[] values;
  private final String prefix;

  private EnumNames(E[] values, String prefix) {
    this.values = values;
    this.prefix = prefix;
  }

  private Stream<E> known() {
    return Arrays.stream(values)
        .filter(value -> value.name().startsWith(prefix))
        .filter(value -> !value.name().endsWith("_UNSPECIFIED"));
  }

  String name(E value) {
    return value.name().replaceFirst("^" + prefix, "").toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public E convert(String text) {
    return known()
        .filter(value -> name(value).equalsIgnoreCase(text) || value.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is none of " + String.join(", ", this)));
  }

  @Override
  public Iterator<String> iterator() {
    return known().map(this::name).iterator();
  }

  static final class Roles extends EnumNames<Role> {
    Roles() {
      super(Role.values(), "");
    }
  }

  static final class LogFormats extends EnumNames<Logs.Format> {
    LogFormats() {
      super(Logs.Format.values(), "");
    }
  }

  static final class JobTypes extends EnumNames<JobType> {
    JobTypes() {
      super(JobType.values(), "JOB_TYPE_");
    }
  }

  static final class JobStatuses extends EnumNames<JobStatus> {
    JobStatuses() {
      super(JobStatus.values(), "JOB_STATUS_");
    }
  }

  static final class HealthStatuses extends EnumNames<HealthStatus> {
    HealthStatuses() {
      super(HealthStatus.values(), "HEALTH_STATUS_");
    }
  }

  static final class Preferences extends EnumNames<Preference> {
    Preferences() {
      super(Preference.values(), "PREFERENCE_");
    }
  }

  static final class GroupTypes extends EnumNames<GroupType> {
    GroupTypes() {
      super(GroupType.values(), "GROUP_TYPE_");
    }
  }

  static final class TransportModes extends EnumNames<TransportMode> {
    TransportModes() {
      super(TransportMode.values(), "TRANSPORT_MODE_");
    }
  }
}
