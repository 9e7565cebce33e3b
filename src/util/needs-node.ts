import { UserError } from "./bug.ts";
import { nodeProblem } from "./node-version.ts";

// Imported first by every entry of the package: an old Node gets one sentence, not a stack from somewhere inside.
const problem = nodeProblem();
if (problem !== undefined) {
  const fault = new UserError(problem);
  fault.stack = problem;
  // What prints the error prints its fields too, but for those that are not to be listed.
  for (const field of Object.keys(fault)) Object.defineProperty(fault, field, { enumerable: false });
  throw fault;
}
