/**
 * Settings: trees of Java records with kebab-case keys in YAML.
 *
 * <p>What a run uses is layered: the defaults of the algorithm's root record, then what its {@link
 * dev.admiral.experiments.config.Preset} changes, then what the user sets. {@link
 * dev.admiral.experiments.config.RecordBinder} makes the record and refuses whatever it does not
 * know; a record refuses impossible values itself, in its compact constructor, by an {@link
 * java.lang.IllegalArgumentException} whose message begins with the component's name ({@code
 * "horizon must be at least 1, not 0"}), which then becomes the key's full path.
 */
@NullMarked
package dev.admiral.experiments.config;

import org.jspecify.annotations.NullMarked;
