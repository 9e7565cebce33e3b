import { type CrewedTopology, functionTopology, openTopology } from "../../topologies/index.ts";
import { isFunctionAddress } from "../../util/functions.ts";
import { PartError } from "../../util/part-error.ts";

/** A topology by its kind, or one that is a function of the configuration. Throws `UserError`. */
export function openTopologyOf(use: string, options: unknown, name: string): CrewedTopology {
  if (!isFunctionAddress(use)) return openTopology(use, options);
  if (options === undefined) return functionTopology(use, name);
  throw PartError.of(["options"], `The topology "${name}" is a function and takes no options. Write its settings into the function.`);
}
