const ofPages = new Set(
  "window document localStorage sessionStorage location history XMLHttpRequest DOMParser HTMLElement Node Element FileReader Image alert prompt confirm requestAnimationFrame matchMedia indexedDB CSS Worker SharedWorker Atomics Deno Bun $ jQuery jest expect".split(
    " ",
  ),
);
const undefinedName = /^(ReferenceError: '?([\w$]{1,60})'? is not defined)/;

/** The words of a failure, with what a program cannot know: that a name which Node or a web page has is not in the sandbox. */
export function absentNames(why: string): string {
  const name = undefinedName.exec(why)?.[2];
  if (name === undefined || !(ofPages.has(name) || name in globalThis)) return why;
  return why.replace(undefinedName, "$1: the sandbox has no $2 (docs/suites.md lists what programs find)");
}
