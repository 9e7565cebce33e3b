import { type CalibratedTask, wrap } from "../lab/index.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { count } from "../util/count.ts";
import { inert } from "../util/inert.ts";

interface About {
  readonly run: string;
  readonly world: string;
  /** In percent, as in "20-80". */
  readonly band: string;
  readonly match: "any" | "all";
  readonly where: Whereabouts;
  readonly file?: string;
}

/** What a calibration found, for people: what is kept and why the rest is not, by category, each kept task's rate, and how little few tries say. */
export function calibrationWords(suite: string, tasks: readonly CalibratedTask[], about: About, width: number): string {
  const kept = tasks.filter((task) => task.kept);
  const said = (line: string): string[] => wrap(line, width - 3).map((text) => `   ${text}`);
  const lines = [
    "",
    ...said(
      `${suite}: ${kept.length} of ${count(tasks.length, "task")} kept, passed ${about.band}% of the time by ${whoWords(tasks, about)}.`,
    ),
    ...(about.world === "live" ? [] : said(`These models: ${about.world}. What they pass says nothing of live ones.`)),
    "",
    ...[...Map.groupBy(tasks, ({ category }) => category)].flatMap(([category, of]) => said(`${category}: ${sorted(of)}`)),
    "",
    ...kept.flatMap((task) => said(rateWords(task))),
    ...(kept.length === 0 ? [] : [""]),
    ...sureWords(tasks, about).flatMap(said),
    ...said(fileWords(kept.length, about)),
    ...said(`The run: \`${commandLine(["report", about.run], about.where)}\``),
  ];
  return `${inert(lines.join("\n"), "terminal")}\n`;
}

function whoWords(tasks: readonly CalibratedTask[], { match }: About): string {
  const members = tasks[0]?.members.map(({ member }) => member) ?? [];
  if (members.length === 1) return members[0] ?? "";
  return `${match === "any" ? "at least one" : "each"} of ${members.join(", ")}`;
}

function sorted(tasks: readonly CalibratedTask[]): string {
  const kept = tasks.filter((task) => task.kept).length;
  const reasons = Map.groupBy(
    tasks.filter((task) => !task.kept),
    ({ reason }) => (reason === "mixed" ? "outside the band, for each member in its way" : reason),
  );
  return [`${kept} of ${tasks.length} kept`, ...[...reasons].map(([reason, of]) => `${of.length} ${reason}`)].join("; ");
}

function rateWords({ task, members }: CalibratedTask): string {
  const rates = members.map(({ member, passed, tries, interval: [low, high], sure }) => {
    const name = members.length === 1 ? "" : `${member} `;
    return tries === 0
      ? `${name}no result`
      : `${name}${passed} of ${tries} (rate ${whole(low)} to ${whole(high)}%, in the band ${whole(sure)}% sure)`;
  });
  return `${task}: ${rates.join("; ")}`;
}

/** How many tasks of either kind are likely in the band: few tries keep some that are not, and drop some that are. */
function sureWords(tasks: readonly CalibratedTask[], { match }: About): string[] {
  const rated = tasks.filter(({ members }) => members.every(({ tries }) => tries > 0));
  const chance = ({ members }: CalibratedTask): number => {
    const miss = members.reduce((product, { sure }) => product * (1 - sure), 1);
    return match === "any" ? 1 - miss : members.reduce((product, { sure }) => product * sure, 1);
  };
  const likely = (of: readonly CalibratedTask[]): string => of.reduce((sum, task) => sum + chance(task), 0).toFixed(1);
  const [kept, dropped] = [rated.filter((task) => task.kept), rated.filter((task) => !task.kept)];
  if (rated.length === 0) return [];
  return [
    `So few tries tell little: of ${kept.length} kept, ${likely(kept)} are likely in the band, and of ${dropped.length} dropped with results ${likely(dropped)} (every rate being equally likely before; intervals are exact, 95%). More --repeats tell more.`,
  ];
}

function fileWords(kept: number, { band, file }: About): string {
  if (kept === 0) return `No task is in the band ${band}%; nothing is written.`;
  return file === undefined ? "Add --from with this run and --write <file> for a suite of what is kept." : `Written: ${file}`;
}

function whole(share: number): string {
  return (share * 100).toFixed(0);
}
