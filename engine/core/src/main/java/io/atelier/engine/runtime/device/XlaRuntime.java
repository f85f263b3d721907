package io.atelier.engine.runtime.device;

import io.atelier.engine.cuda.ProcessEnvironment;
import io.atelier.engine.cuda.XlaSetup;
import io.atelier.engine.layer.Model;
import io.atelier.engine.layer.convolution.Conv2D;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of XLA's two runtimes for the CPU suits a model. Its first updates weights in vector loops,
 * its second, the default, in scalar ones where a result takes its operand's memory: networks
 * without convolutions train faster in the first, those with convolutions in the second.
 */
final class XlaRuntime {
  /** The flag of XLA that chooses, and what it says for the first runtime. */
  private static final String FLAG = "--xla_cpu_use_thunk_runtime";

  private static final String FIRST = FLAG + "=false";
  private static final Logger LOG = LoggerFactory.getLogger(XlaRuntime.class);

  private XlaRuntime() {}

  /** {@return {@code XLA_FLAGS} for a model, given those of before; empty if they stay} */
  static Optional<String> flags(Model model, String before) {
    return before.contains(FLAG) || XlaSetup.isFile(before) || convolves(model)
        ? Optional.empty()
        : Optional.of((FIRST + " " + before).strip());
  }

  /** Chooses, in this process' environment, which XLA reads when it first compiles. */
  static void suit(Model model) {
    try {
      ProcessEnvironment.change(XlaSetup.VARIABLE, before -> flags(model, before).orElse(before));
    } catch (IllegalStateException e) {
      LOG.debug("XLA keeps its default runtime: {}", e.getMessage());
    }
  }

  /** Whether a specification is a convolution or has one among its components. */
  private static boolean convolves(Object spec) {
    if (spec instanceof Conv2D) {
      return true;
    }
    if (spec instanceof Collection<?> specs) {
      return specs.stream().anyMatch(XlaRuntime::convolves);
    }
    return spec instanceof Record && components(spec).anyMatch(XlaRuntime::convolves);
  }

  private static Stream<Object> components(Object spec) {
    return Stream.of(spec.getClass().getRecordComponents())
        .map(
            component -> {
              try {
                component.getAccessor().setAccessible(true);
                return component.getAccessor().invoke(spec);
              } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.trace("{} does not show its {}", spec, component.getName(), e);
                return "";
              }
            });
  }
}
