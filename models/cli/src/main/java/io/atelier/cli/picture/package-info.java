/** Pictures that a user gives to a model: decoded, turned upright and brought to its size. */
package io.atelier.cli.picture;
