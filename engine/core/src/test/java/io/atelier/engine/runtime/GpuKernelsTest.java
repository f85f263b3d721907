package io.atelier.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetRegisteredKernelsForOp;

import io.atelier.data.Examples;
import io.atelier.engine.cuda.CudaFacts;
import io.atelier.engine.cuda.Machine;
import io.atelier.engine.cuda.Natives;
import io.atelier.engine.layer.Model;
import io.atelier.engine.runtime.build.Blueprint;
import io.atelier.engine.runtime.epoch.DeviceExamples;
import io.atelier.engine.runtime.epoch.EvaluationFunction;
import io.atelier.engine.runtime.epoch.TrainingFunctions;
import io.atelier.engine.runtime.plan.Plan;
import io.atelier.engine.runtime.plan.RowGathering;
import io.atelier.engine.runtime.plan.StepStrategy;
import io.atelier.engine.runtime.plan.Windowing;
import io.atelier.engine.runtime.step.TargetLayout;
import io.atelier.engine.runtime.step.Variables;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.KernelList;
import org.tensorflow.proto.NodeDef;

/**
 * The body of a loop lives on one device: there, every operation needs a kernel for it. Runs with
 * TensorFlow's GPU build ({@code -Pgpu}), which registers its kernels whether there is a GPU or
 * not.
 */
class GpuKernelsTest {
  static Stream<Model> models() {
    return Stream.of(Sets.mlp(), Sets.cnn());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyOperationOfTheExecutorsLoopsRunsOnAGpu(Model model) throws Exception {
    assumeThat(CudaFacts.atAGlance(Machine.current()).natives()).isEqualTo(Natives.GPU);
    Plan loop = Plan.of(StepStrategy.LOOP);
    Plan plan = new Plan(loop.strategy(), loop.precision(), loop.replicas(), RowGathering.WIDENED);
    Set<String> missing = new TreeSet<>();
    for (FunctionDef function : functions(model, plan)) {
      for (NodeDef node : function.getNodeDefList()) {
        if (!runsOnGpu(node)) {
          missing.add(node.getOp() + types(node));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** {@return the functions of training and evaluation} */
  private static List<FunctionDef> functions(Model model, Plan plan) {
    Blueprint blueprint = Blueprint.of(model);
    Training training = Sets.training();
    Examples examples = Sets.images(83, 1);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Variables variables = Variables.of(tf, blueprint, training, plan.precision());
      DeviceExamples device = DeviceExamples.of(tf, examples, examples.size());
      TrainingFunctions.of(
          graph,
          blueprint,
          training,
          variables,
          device.values(),
          new Windowing(examples.size(), training.batchSize(), examples.size()),
          plan);
      EvaluationFunction.of(
          graph,
          blueprint,
          training,
          plan.precision(),
          plan.rows(),
          variables,
          500,
          TargetLayout.of(examples));
      return graph.toGraphDef().getLibrary().getFunctionList();
    }
  }

  private static boolean runsOnGpu(NodeDef node) throws Exception {
    for (KernelDef kernel : kernels(node.getOp())) {
      boolean device = Set.of("GPU", "DEFAULT").contains(kernel.getDeviceType());
      if (device && kernel.getConstraintList().stream().allMatch(each -> allows(each, node))) {
        return true;
      }
    }
    return false;
  }

  private static boolean allows(KernelDef.AttrConstraint constraint, NodeDef node) {
    List<DataType> allowed = constraint.getAllowedValues().getList().getTypeList();
    AttrValue value = node.getAttrMap().get(constraint.getName());
    return value != null
        && (value.hasList()
            ? allowed.containsAll(value.getList().getTypeList())
            : allowed.contains(value.getType()));
  }

  private static List<KernelDef> kernels(String operation) throws Exception {
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_Buffer buffer = TF_GetRegisteredKernelsForOp(operation, status);
      status.throwExceptionIfNotOK();
      byte[] bytes = new byte[(int) buffer.length()];
      new BytePointer(buffer.data()).capacity(bytes.length).get(bytes);
      return KernelList.parseFrom(bytes).getKernelList();
    }
  }

  private static List<DataType> types(NodeDef node) {
    return node.getAttrMap().values().stream()
        .filter(value -> value.getValueCase() == AttrValue.ValueCase.TYPE)
        .map(AttrValue::getType)
        .toList();
  }
}
