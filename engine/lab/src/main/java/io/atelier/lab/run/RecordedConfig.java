package io.atelier.lab.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atelier.lab.config.RunConfigs;
import io.atelier.lab.config.StoppingConfig.RestoreRule;
import io.atelier.lab.json.Json;

/**
 * Settings as a folder has recorded them: in the shape of {@code config.json}, or, by earlier
 * versions, all in a row under short names.
 */
final class RecordedConfig {
  private static final String RULE = "restoreRule";

  private RecordedConfig() {}

  /** {@return whether the settings say when the best weights are restored} */
  static boolean hasRule(ObjectNode recorded) {
    return nested(recorded) || recorded.has(RULE);
  }

  /** {@return settings as a run was begun with them, also one of a time without that rule} */
  static ObjectNode begunWith(ObjectNode recorded) {
    ObjectNode settings = recorded.deepCopy();
    if (!hasRule(recorded)) {
      settings.set(RULE, Json.MAPPER.valueToTree(RestoreRule.IF_STOPPED));
    }
    return settings;
  }

  /** {@return settings in the shape of {@code config.json}} */
  static ObjectNode now(ObjectNode recorded) {
    return nested(recorded) ? recorded : RunConfigs.of(begunWith(recorded)).json();
  }

  private static boolean nested(ObjectNode recorded) {
    return recorded.has("training");
  }
}
