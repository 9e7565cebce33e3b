import { spawn } from "node:child_process";

/** Compiles what it reads and writes the code object; no flag differs from those of the process that will run it. */
const compiler =
  'import marshal, sys; sys.stdout.buffer.write(marshal.dumps(compile(sys.stdin.buffer.read().decode("utf-8"), "<string>", "exec")))';

const compiled = new Map<string, Promise<Buffer>>();

/**
 * A Python text of our own as the bytecode of this machine's interpreter, in the form of its `marshal`: compiling takes thirty
 * milliseconds of every process that runs it, loading one. Compiled once per process; rejects where the interpreter cannot.
 */
export function pythonBytecode(python: readonly string[], text: string): Promise<Buffer> {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const found = compile(python, text);
  compiled.set(text, found);
  // Tried anew where a machine was at its limits.
  found.catch(() => compiled.delete(text));
  return found;
}

function compile([file = "", ...flags]: readonly string[], text: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...flags, compiler], { env: {}, cwd: "/", stdio: ["pipe", "pipe", "ignore"] });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.once("error", reject).once("close", (code) => {
      if (code === 0) resolve(Buffer.concat(parts));
      else reject(new Error(`${file} ended with ${code} while it compiled`));
    });
    child.stdin.on("error", () => {}).end(text);
  });
}
