import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The processes that a process has started, and those that these have, the latest first; none where the system does not tell. */
export function descendants(of: number): number[] {
  const parents = existsSync("/proc/self/stat") ? fromProc() : fromPs();
  const found = [of];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid && !found.includes(child)) found.push(child);
  return found.slice(1).reverse();
}

type Parent = readonly [pid: number, parent: number];

function fromProc(): Parent[] {
  return readdirSync("/proc").flatMap((name): Parent[] => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // The name of the command stands in brackets before the state and the parent, and may hold brackets itself.
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      return [[Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])]];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

function fromPs(): Parent[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return (stdout ?? "").split("\n").flatMap((line): Parent[] => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return pid === undefined || parent === undefined || pid === 0 ? [] : [[pid, parent]];
  });
}
