/**
 * How models run: the only place that knows graphs, sessions and devices.
 *
 * <p>A {@link io.atelier.engine.runtime.Program} keeps weights, optimizer slots, the step number
 * and a window of the training examples in resource variables. A training step is one pure function
 * of them ({@code TrainingStep}); an epoch is a few calls of a function that loops over it inside
 * the graph ({@code TrainingFunctions}), each at most half a second long, so that progress and
 * Ctrl-C come between. The last, smaller batch of an epoch is a second function, built for its
 * size. How they are executed is a {@code Strategy}, and with which operations a {@code Lowering}.
 *
 * <p>What a program is made of is {@code Compiled}: {@code BuiltModel} holds the variables and owns
 * the native memory, {@code ValidatedEpochs} trains, {@code Evaluations} and {@code Answers}
 * answer, {@code ProgramWeights}, {@code SavedState} and {@code Exporter} give the weights away.
 * All of them work on the same variables.
 *
 * <p>The window ({@code Windowing}) is all examples if they fit the memory budget of {@link
 * io.atelier.engine.runtime.Execution}: they stay on the device, and Java sends one permutation an
 * epoch. If they do not fit, the epoch's permutation is cut into windows of as many batches as fit
 * half of the budget. A thread of its own ({@code Ahead}) gathers the next one into native memory
 * while the device trains on the current one; then the variables take it, and its rows are visited
 * one by one. Batches, steps and the compiled functions are the same either way ({@code
 * EpochTraining}, which does not know which it is), and so are the results, to the bit.
 *
 * <p>Where several devices share a batch ({@code Towers}), a step is a call of the executor that
 * calls a function on each of them: a compiled call lives on one device, and so does the body of a
 * {@code While} function. The variables, the move of the weights, evaluation and prediction stay on
 * the first.
 *
 * <p>On a GPU, images, weights and slots are variables in its memory; int32 labels stay in the
 * host's, since TensorFlow 2.18 registers no int32 variable for GPUs, and go over with every call
 * of many steps. The steps are compiled by XLA where it finds libdevice, else looped over by the
 * executor; convolutions are cuDNN's in both. The executor's kernels for GPUs gather no bytes:
 * {@code Rows} says what it does instead.
 *
 * <p>A precision is the lowering's: it casts the factors of a product or convolution and the result
 * back ({@code Product}), and the gradients pass through the same casts. On a CPU half precision
 * runs in the executor, because XLA's first runtime leaves the roundings out: mlp-small-128 in
 * bfloat16 had the training losses of float32 to the fourth digit in all of ten epochs.
 *
 * <h2>Strategies that were measured</h2>
 *
 * <p>Two cores with AVX-512, TensorFlow 2.18, batch 32, milliseconds a step; the rate of a large
 * matrix product on that machine went from 120 to 170 GFLOP/s within minutes, so that only numbers
 * of one row can be compared (best of 5 epochs or 50 steps; two numbers are two runs).
 *
 * <pre>
 * network               executor,    executor,       XLA, im2col    XLA, Winograd   chosen
 *                       a call/step  While in graph                 F(2x2,3x3)
 * mlp-small-128         -            -               0.29 (no convolution)          XLA
 * cnn-small-32          6.1, 6.3     -               6.1, 4.7       -               XLA
 * cnn-medium-64-128     31, 36       50, 49          -              36, 42          executor
 * cnn-medium-64-128     -            56              53             38              executor
 * cnn-large-64-128-256  53, 45       -               -              49, 59          executor
 * </pre>
 *
 * <ul>
 *   <li>The executor runs the body of a {@code While} function without fusing its operations and
 *       with fewer of them at once: the same step takes 1.6 times as long. So a step is a call of
 *       its own there ({@code Strategy.STEPS}); the call costs about 0.1 ms.
 *   <li>In XLA a convolution followed by a 2x2 pooling is four products, one for each place of the
 *       windows, so that the whole output is never put together ({@code MatmulLowering}).
 *   <li>Winograd in XLA beats everything else in XLA, but not the executor; its rounding moved the
 *       loss of cnn-large-64-128-256 by 1 to 3 in 10,000 within 20 steps of Adam on real images,
 *       where im2col moved it by less than 1. It is not in this package.
 *   <li>oneDNN's gradient by the input (58 GFLOP/s alone) written as a forward convolution with the
 *       turned kernel (95 GFLOP/s alone) made no difference to a whole step: 33.0, 35.1, 35.6
 *       against 36.3, 33.0, 38.4. Nor did oneDNN's blocked layouts ({@code
 *       TF_ENABLE_MKL_NATIVE_FORMAT=0}).
 *   <li>Shifted products, one for each tap of the kernel, were measured before this package was
 *       written: slower than im2col, 5.0 to 7.2 against 2.5 to 3.9 for cnn-small-32.
 *   <li>Of an MLP's step in XLA's second runtime for the CPU ("thunks"), 39 % went into updating
 *       the weights: where a result takes its operand's memory, LLVM's check for overlap sends the
 *       loop to its scalar version. The first runtime ({@code
 *       XLA_FLAGS=--xla_cpu_use_thunk_runtime=false}) has vector loops there, 12 %: 292, 293, 405,
 *       417 us a step of mlp-small-128 at best against 344, 456, 471, 485, in turns; the launcher
 *       sets it for MLPs. Two steps a turn of the loop in the second runtime gave 402, 412, 423,
 *       484 against 460, 463, 486, 546.
 *   <li>No difference beyond the noise, in turns: dividing bytes by 255 in float64, as product, in
 *       float32 with a correction, or not at all; a table of the 256 values was 5 to 13 % slower.
 *       Taking images one after another instead of gathering them: 0 to 3 %. One thread instead of
 *       two: 1.4 times slower. {@code --xla_cpu_prefer_vector_width=512}: nothing.
 * </ul>
 */
package io.atelier.engine.runtime;
