/**
 * Files and folders that survive a kill, a full disk and a second process, for the whole project:
 *
 * <ul>
 *   <li>{@link io.atelier.data.file.WholeFile} and {@link io.atelier.data.file.Folder}: written
 *       beside their target, synced, then renamed, so that they are there whole or not at all;
 *   <li>{@link io.atelier.data.file.LineFile}: a log that grows by whole lines;
 *   <li>{@link io.atelier.data.file.OwnFile}: a file that one process has locked;
 *   <li>{@link io.atelier.data.file.NewFolder}: a folder that no other process has;
 *   <li>{@link io.atelier.data.file.TemporaryFolder}: a folder that is gone after use;
 *   <li>{@link io.atelier.data.file.Sha256}: the hash by which content is recognised.
 * </ul>
 *
 * <p>Only the JDK is needed; nothing here knows what the files mean.
 */
package io.atelier.data.file;
