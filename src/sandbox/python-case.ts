import { javascriptCase, type SandboxCase } from "./cases.ts";

/** A case of a Python program by its checks and what must become of each. */
export function pythonCase(
  name: string,
  code: string,
  checks: { readonly [check: string]: boolean | RegExp },
  { ms = 1500, ...more }: Partial<SandboxCase> & { readonly ms?: number } = {},
): SandboxCase {
  const found = javascriptCase(name, code, checks, more);
  return { ...found, program: { ...found.program, language: "python", limits: { ms, memoryMb: 128 } } };
}
