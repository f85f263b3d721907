/**
 * Parts of networks that occur again and again, made of other layers. Keras has no classes for
 * them: a file names them {@code atelier>Residual}.
 */
package io.atelier.engine.layer.block;
