import type { Phase } from "./figure.ts";
import { analysisFigures, millionFigures } from "./proof/analysis.ts";
import { codePhases } from "./proof/code.ts";
import { inertFigures } from "./proof/inert.ts";
import { tamperingFigures } from "./proof/tampering.ts";
import { linearFigures } from "./reading/linear.ts";

/** That nothing gets past, part by part: the short ones first. */
export const proofPhases: readonly Phase[] = [
  { name: "texts of others in every writer", flags: ["--inert"], measure: inertFigures },
  { name: "ledgers that were tampered with", flags: ["--tampering"], measure: tamperingFigures },
  { name: "replies read in linear time", flags: ["--reading"], measure: () => linearFigures() },
  { name: "analysis of long runs", flags: ["--analysis"], measure: analysisFigures },
  { name: "the report of a million trials", flags: ["--million"], measure: millionFigures },
  ...codePhases,
];
