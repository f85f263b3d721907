/**
 * NVIDIA's side of a machine: which driver, GPUs and libraries it has, and why TensorFlow finds no
 * GPU on it. Nothing here knows TensorFlow.
 *
 * <p>TensorFlow's GPU build opens CUDA 12 and cuDNN 9 by soname when it first looks for GPUs, and a
 * library that the process has loaded under that soname satisfies it. {@link
 * io.atelier.engine.cuda.CudaLibraries} finds them, {@link io.atelier.engine.cuda.Preload} loads
 * them in dependency order, and {@link io.atelier.engine.cuda.Diagnosis} says in one line what is
 * wrong. All of them are told where to look by a {@link io.atelier.engine.cuda.Machine}.
 */
package io.atelier.engine.cuda;
