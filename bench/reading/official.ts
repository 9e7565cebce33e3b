/** The published extraction of MMLU-Pro (TIGER-AI-Lab/MMLU-Pro, compute_accuracy.py), rule by rule; undefined where it draws a letter by chance. */
export function mmluPro(text: string): string | undefined {
  return (
    /answer is \(?([A-J])\)?/.exec(text)?.[1] ?? /.*[aA]nswer:\s*([A-J])/.exec(text)?.[1] ?? /\b[A-J]\b(?!.*\b[A-J]\b)/s.exec(text)?.[0]
  );
}

/** The published extraction of GSM8K (openai/grade-school-math, dataset.py); undefined where there is no `####`. */
export function gsm8k(text: string): string | undefined {
  return /#### (-?[0-9.,]+)/.exec(text)?.[1]?.replaceAll(",", "");
}
