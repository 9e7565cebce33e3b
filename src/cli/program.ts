import { Command } from "commander";
import { calibrateSuiteCommand } from "./commands/calibrate-suite.ts";
import { calibrationCommand } from "./commands/calibration.ts";
import { checkCommand } from "./commands/check.ts";
import { conformanceCommand } from "./commands/conformance.ts";
import { decideCommand } from "./commands/decide.ts";
import { deleteCommand } from "./commands/delete.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { duCommand } from "./commands/du.ts";
import { edgesCommand } from "./commands/edges.ts";
import { exportCommand } from "./commands/export.ts";
import { fitCommand } from "./commands/fit.ts";
import { importCommand } from "./commands/import.ts";
import { initCommand } from "./commands/init.ts";
import { judgesCommand } from "./commands/judges.ts";
import { learntCommand } from "./commands/learnt.ts";
import { listCommand } from "./commands/list.ts";
import { pricesCommand } from "./commands/prices.ts";
import { planCommand } from "./commands/plan.ts";
import { regradeCommand } from "./commands/regrade.ts";
import { reportCommand } from "./commands/report.ts";
import { resumeCommand } from "./commands/resume.ts";
import { runCommand } from "./commands/run.ts";
import { runsCommand } from "./commands/runs.ts";
import { sealCommand } from "./commands/seal.ts";
import { searchCommand } from "./commands/search.ts";
import { settleCommand } from "./commands/settle.ts";
import { showCommand } from "./commands/show.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { solveCommand } from "./commands/solve.ts";
import { verifyCommand } from "./commands/verify.ts";
import { everyday, withOwnFaults } from "./everyday.ts";
import { openPlugins } from "./open-plugins.ts";
import { version } from "./version.ts";

/** The command line: each command names its options here and loads its code when it is run, so that --help is quick. */
export function buildProgram(): Command {
  const program = new Command("catallaxy")
    .description("Measures how language models should be organized for your work, explains why, and runs the answer.")
    .version(version());
  const commands = [
    runCommand(),
    planCommand(),
    solveCommand(),
    resumeCommand(),
    runsCommand(),
    showCommand(),
    reportCommand(),
    regradeCommand(),
    calibrationCommand(),
    judgesCommand(),
    learntCommand(),
    listCommand(),
    pricesCommand(),
    checkCommand(),
    calibrateSuiteCommand(),
    conformanceCommand(),
    fitCommand(),
    simulateCommand(),
    importCommand(),
    decideCommand(),
    searchCommand(),
    edgesCommand(),
    verifyCommand(),
    sealCommand(),
    settleCommand(),
    exportCommand(),
    deleteCommand(),
    duCommand(),
    doctorCommand(),
    initCommand(),
  ];
  for (const command of commands) program.addCommand(everyday(command));
  program.hook("preAction", (_, command) => openPlugins(command));
  return withOwnFaults(program);
}
