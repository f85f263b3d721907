package io.atelier.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atelier.engine.JShellSource;
import io.atelier.engine.Keras;
import io.atelier.engine.config.spec.Kind;
import io.atelier.engine.config.spec.PackageClasses;
import io.atelier.engine.layer.Frozen;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.Named;
import io.atelier.engine.optimizer.wrapper.ClipByValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever record is added to the engine's packages of specs is found here. */
class EverySpecTest {
  static List<Kind> kinds() {
    return PackageClasses.beside(Keras.class).stream()
        .filter(Class::isInterface)
        .flatMap(type -> Kind.of(type).stream())
        .distinct()
        .toList();
  }

  static List<Class<? extends Record>> specs() {
    return kinds().stream().map(Specs::builtIn).flatMap(Collection::stream).toList();
  }

  static Stream<Enum<?>> constants() {
    return specs().stream()
        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
        .map(component -> component.getType())
        .filter(Class::isEnum)
        .distinct()
        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
        .map(constant -> (Enum<?>) constant);
  }

  @Test
  void allKindsAreFound() {
    assertThat(kinds())
        .extracting(kind -> kind.type().getSimpleName())
        .contains(
            "Layer", "Initializer", "Loss", "Metric", "Optimizer", "LearningRate", "Callback");
    assertThat(specs()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void isReadAsItWasWritten(Class<? extends Record> type) {
    Record spec = Specimens.of(type);
    Class<?> kind = Kind.of(type).orElseThrow().type();
    String json = KerasConfig.write(spec);

    assertThat(KerasConfig.read(json, kind)).isEqualTo(spec);
    assertThat(KerasConfig.write(KerasConfig.read(json, type))).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void printsAsTheSourceThatMakesIt(Class<? extends Record> type) {
    Record spec = Specimens.of(type);

    assertThat(JShellSource.evaluate(spec.toString())).isEqualTo(spec);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void isWrittenUnderKerasModuleAndName(Class<? extends Record> type) {
    JsonNode json = KerasConfig.tree(Specimens.of(type));
    List<Class<?>> around = List.of(Named.class, Frozen.class, ClipByValue.class);
    if (!json.isObject() || around.contains(type)) {
      return;
    }
    assertThat(json.get("config").isObject()).isTrue();
    Keras keras = type.getDeclaredAnnotation(Keras.class);
    if (keras != null && keras.own()) {
      assertThat(json.get("module").isNull()).isTrue();
      assertThat(json.get("class_name").asText()).matches("atelier>[A-Z][A-Za-z0-9]+");
      assertThat(json.get("registered_name")).isEqualTo(json.get("class_name"));
      return;
    }
    assertThat(json.get("module").asText()).startsWith("keras");
    assertThat(json.get("registered_name").isNull()).isTrue();
    assertThat(json.get("class_name").asText()).matches("[A-Z][A-Za-z0-9]+");
  }

  @ParameterizedTest
  @MethodSource("constants")
  void constantsAreReadAsTheyAreWritten(Enum<?> constant) {
    Object read =
        KerasConfig.read(KerasConfig.write(constant), (Class<?>) constant.getDeclaringClass());

    assertThat(read).isEqualTo(constant);
  }

  @Test
  void aRecordOfSpecsIsAnObject() {
    record Settings(Optional<Model> model, List<Integer> sizes, ClipByValue optimizer) {}
    Settings settings =
        new Settings(
            Optional.empty(), List.of(3, 4), (ClipByValue) Specimens.of(ClipByValue.class));

    assertThat(KerasConfig.read(KerasConfig.write(settings), Settings.class)).isEqualTo(settings);
    assertThat(KerasConfig.tree(settings).get("sizes").toString()).isEqualTo("[3,4]");
  }
}
