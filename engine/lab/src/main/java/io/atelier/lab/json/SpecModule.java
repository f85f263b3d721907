package io.atelier.lab.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.atelier.data.format.ReadOptions;
import io.atelier.engine.config.KerasConfig;
import io.atelier.engine.config.MissingClassException;
import io.atelier.engine.layer.Model;
import io.atelier.engine.loss.Loss;
import io.atelier.engine.metric.Metric;
import io.atelier.engine.optimizer.Optimizer;
import io.atelier.engine.training.Callback;
import io.atelier.engine.training.Mode;
import java.io.IOException;

/**
 * Has models, optimizers, losses, metrics and callbacks written and read as Keras writes them, and
 * options of files likewise.
 */
final class SpecModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  SpecModule() {
    add(Model.class);
    add(Optimizer.class);
    add(Loss.class);
    add(Metric.class);
    add(Callback.class);
    add(Mode.class);
    add(ReadOptions.class);
  }

  private <T> void add(Class<T> type) {
    addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T spec, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeTree(KerasConfig.tree(spec));
          }
        });
    addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String at = in.getParsingContext().pathAsPointer().toString();
            try {
              return KerasConfig.read(context.readTree(in), type);
            } catch (MissingClassException e) {
              throw e;
            } catch (IllegalArgumentException e) {
              throw at.isEmpty()
                  ? e
                  : new IllegalArgumentException(
                      at.substring(1).replace('/', '.') + ": " + e.getMessage());
            }
          }
        });
  }
}
