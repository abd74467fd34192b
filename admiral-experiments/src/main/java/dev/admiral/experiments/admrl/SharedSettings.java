package dev.admiral.experiments.admrl;

import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.run.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a method that is compared with AdMRL must have as AdMRL has it: the family, the test tasks, the evaluation
 * seeds, the numbers of samples for adaptation and the episodes of a measurement.
 */
final class SharedSettings {
  private static final String FAMILY = "family.";
  private static final String TEST = "evaluation.";
  private static final String OTHER_TEST = "comparison.";

  private SharedSettings() {}

  /**
   * The method's configuration with AdMRL's family and test. It searches for no A⋆(ψ): AdMRL does, for all.
   *
   * @param admrl of the run that it is compared with
   */
  static RunConfig given(RunConfig admrl, RunConfig own) {
    Set<String> keys = Yaml.flatten(own.settings()).keySet();
    boolean hasOther = keys.stream().anyMatch(key -> key.startsWith(OTHER_TEST));
    String test = hasOther ? OTHER_TEST : TEST;
    List<String> assignments = new ArrayList<>();
    for (Map.Entry<String, String> setting : Yaml.flatten(admrl.settings()).entrySet()) {
      String key = setting.getKey();
      if (key.startsWith(FAMILY)) {
        assignments.add(key + "=" + setting.getValue());
      } else if (key.startsWith(TEST)) {
        String same = test + key.substring(TEST.length());
        if (keys.contains(same)) {
          assignments.add(same + "=" + setting.getValue());
        }
      }
    }
    assignments.add(test + "optimum.updates=0");
    return own.with(assignments);
  }
}
