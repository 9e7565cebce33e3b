import type { z } from "zod";

/** What a schema wanted and got, for people; where several forms are possible, what each of them wanted. */
export function issueWords(issue: z.core.$ZodIssue): string {
  const forms = issue.code === "invalid_union" ? issue.errors.flatMap((errors) => errors.slice(0, 1).map(issueWords)) : [];
  const words = forms.length === 0 ? issue.message : [...new Set(forms)].join("; or: ");
  return words.replace("Invalid input: expected", "wanted").replace("received undefined", "got none").replace("received", "got");
}
