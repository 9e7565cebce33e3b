import { Help, type HelpConfiguration } from "commander";
import stringWidth from "fast-string-width";
import { brokenLine } from "./broken-line.ts";

/** Below this width a description stands under its option, since no column beside is wide enough to read. */
const narrow = 60;

/** How help is laid out, so that no line is wider than the terminal, however narrow it is. */
export const helpLayout: HelpConfiguration = {
  minWidthToWrap: 20,
  formatItem(term, termWidth, description, helper) {
    const width = widthIn(helper);
    if (width >= narrow) return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    const under = description === "" ? [] : brokenLine(`      ${description.replaceAll(/\s+/g, " ")}`, width);
    return [...within(`  ${term}`, width), ...under].join("\n");
  },
  formatHelp(command, helper) {
    const text = Help.prototype.formatHelp.call(helper, command, helper);
    return text
      .split("\n")
      .flatMap((line) => within(line, widthIn(helper)))
      .join("\n");
  },
};

function widthIn({ helpWidth = 80 }: { readonly helpWidth?: number | undefined }): number {
  return helpWidth;
}

function within(line: string, width: number): string[] {
  return stringWidth(line) <= width ? [line] : brokenLine(line, width, "  ");
}
