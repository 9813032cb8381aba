package com.tripgen.ai.database;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.apache.ibatis.reflection.factory.DefaultObjectFactory;
import org.jspecify.annotations.Nullable;

/// Makes the records of rows. The library's own factory looks the constructor up for every row, and
/// of a record that is not public it first tries in vain: an exception for each.
public final class RecordFactory extends DefaultObjectFactory {
  private static final long serialVersionUID = 1L;

  private static final ClassValue<Constructor<?>> CANONICAL =
      new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
          return canonical(type);
        }
      };

  @Override
  public <T> T create(
      Class<T> type, @Nullable List<Class<?>> argumentTypes, @Nullable List<Object> arguments) {
    if (!type.isRecord() || arguments == null) {
      return super.create(type, argumentTypes, arguments);
    }
    Constructor<?> constructor = CANONICAL.get(type);
    if (constructor.getParameterCount() != arguments.size()) {
      return super.create(type, argumentTypes, arguments);
    }
    try {
      return type.cast(constructor.newInstance(arguments.toArray()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a row does not become a " + type.getSimpleName(), e);
    }
  }

  private static Constructor<?> canonical(Class<?> type) {
    Class<?>[] components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(components);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has a canonical constructor", e);
    }
  }
}
