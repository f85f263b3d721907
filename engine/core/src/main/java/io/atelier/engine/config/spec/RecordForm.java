package io.atelier.engine.config.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.Keras;
import io.atelier.engine.KerasForm;
import io.atelier.engine.KerasKey;
import io.atelier.engine.SnakeCase;
import io.atelier.engine.config.json.JsonText;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How a record is written: its components, or those of the form it names instead.
 *
 * @param spec the record's class
 * @param written the class whose components are written
 * @param components what is written, with the components of those that stand behind a prefix in
 *     their place
 * @param fixed settings of Keras it does not have
 * @param bare whether it is written without its name
 */
public record RecordForm(
    Class<? extends Record> spec,
    Class<? extends Record> written,
    List<Component> components,
    FixedKeys fixed,
    boolean bare) {

  private static final ClassValue<RecordForm> FORMS =
      new ClassValue<>() {
        @Override
        protected RecordForm computeValue(Class<?> type) {
          return made(type.asSubclass(Record.class));
        }
      };

  /**
   * A component of a record.
   *
   * @param keys the one it is written under, then others it is read by
   * @param type its type
   * @param orElse what it is if the key is missing; null if it must be there
   * @param orElseKey the key whose value it has if its own is missing; empty for none
   * @param merged whether its keys stand among the record's own
   * @param getter gives its value of a record
   */
  public record Component(
      List<String> keys,
      Type type,
      JsonNode orElse,
      String orElseKey,
      boolean merged,
      UnaryOperator<Object> getter) {
    private static Stream<Component> of(RecordComponent component) {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      UnaryOperator<Object> getter = record -> called(() -> accessor.invoke(record));
      KerasKey own = component.getAnnotation(KerasKey.class);
      String plain = SnakeCase.of(component.getName());
      if (own == null) {
        return Stream.of(
            new Component(List.of(plain), component.getGenericType(), null, "", false, getter));
      }
      JsonNode orElse = own.orElse().isEmpty() ? null : JsonText.quoted(own.orElse());
      if (isPrefixed(component)) {
        return RecordForm.of(component.getType().asSubclass(Record.class)).components().stream()
            .map(inner -> inner.behind(own.prefix(), orElse, getter));
      }
      return Stream.of(
          new Component(
              Stream.concat(
                      Stream.of(own.name().isEmpty() ? plain : own.name()),
                      Arrays.stream(own.also()))
                  .toList(),
              component.getGenericType(),
              orElse,
              own.orElseKey(),
              own.merged(),
              getter));
    }

    private static boolean isPrefixed(RecordComponent component) {
      KerasKey own = component.getAnnotation(KerasKey.class);
      return own != null && !own.prefix().isEmpty();
    }

    /** {@return this component of a record that is itself a component, among those beside it} */
    private Component behind(String prefix, JsonNode defaults, UnaryOperator<Object> outer) {
      return new Component(
          keys.stream().map(key -> prefix + "_" + key).toList(),
          type,
          defaults != null && defaults.has(key()) ? defaults.get(key()) : orElse,
          "",
          false,
          record -> getter.apply(outer.apply(record)));
    }

    public String key() {
      return keys.get(0);
    }

    public Object value(Record record) {
      return getter.apply(record);
    }
  }

  public static RecordForm of(Class<? extends Record> type) {
    return FORMS.get(type);
  }

  private static RecordForm made(Class<? extends Record> spec) {
    Keras keras = spec.getDeclaredAnnotation(Keras.class);
    Class<? extends Record> written =
        keras == null || keras.form() == KerasForm.class
            ? spec
            : keras.form().asSubclass(Record.class);
    return new RecordForm(
        spec,
        written,
        Arrays.stream(written.getRecordComponents()).flatMap(Component::of).toList(),
        FixedKeys.of(written.getDeclaredAnnotation(Keras.class)),
        keras != null && keras.bare());
  }

  /** {@return the component whose keys stand among the record's own} */
  public Optional<Component> merged() {
    return components.stream().filter(Component::merged).findFirst();
  }

  /** {@return the component of a key} */
  public Component component(String key) {
    return components.stream().filter(each -> each.keys().contains(key)).findFirst().orElseThrow();
  }

  /** {@return a record as the one whose components are written} */
  public Record written(Record record) {
    return written == spec ? record : (Record) make(List.of(spec), List.of(record));
  }

  /**
   * {@return the record of components in order}
   *
   * @throws IllegalArgumentException the record's own, if one is out of range
   */
  public Record spec(List<?> values) {
    List<Object> arguments = new ArrayList<>();
    int from = 0;
    for (RecordComponent component : written.getRecordComponents()) {
      if (Component.isPrefixed(component)) {
        RecordForm inner = of(component.getType().asSubclass(Record.class));
        int to = from + inner.components().size();
        arguments.add(inner.spec(values.subList(from, to)));
        from = to;
      } else {
        arguments.add(values.get(from++));
      }
    }
    Object made =
        make(
            Arrays.stream(written.getRecordComponents())
                .<Class<?>>map(RecordComponent::getType)
                .toList(),
            arguments);
    return made instanceof KerasForm form && written != spec ? form.spec() : (Record) made;
  }

  private Object make(List<? extends Class<?>> types, List<?> values) {
    return called(
        () -> {
          Constructor<?> constructor =
              written.getDeclaredConstructor(types.toArray(Class<?>[]::new));
          constructor.setAccessible(true);
          return constructor.newInstance(values.toArray());
        });
  }

  private interface Call {
    Object call() throws ReflectiveOperationException;
  }

  private static Object called(Call call) {
    try {
      return call.call();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
