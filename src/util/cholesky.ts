/** The lower triangle L of a symmetric positive definite matrix A = L L'. */
export function cholesky(matrix: readonly Float64Array[]): Float64Array[] {
  const lower = matrix.map((row) => new Float64Array(row.length));
  for (const [i, row] of lower.entries()) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]?.[j] ?? 0;
      const other = lower[j] as Float64Array;
      for (let k = 0; k < j; k++) sum -= (row[k] as number) * (other[k] as number);
      // Rounding may leave a pivot of nothing at less than nothing.
      row[j] = i === j ? Math.sqrt(Math.max(sum, 1e-14)) : sum / (other[j] as number);
    }
  }
  return lower;
}

/** The x of A x = b, by the lower triangle of A. */
export function solved(lower: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = Float64Array.from(b);
  for (const [i, row] of lower.entries()) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (row[k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (row[i] as number);
  }
  for (let i = lower.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < lower.length; k++) x[i] = (x[i] as number) - (lower[k]?.[i] ?? 0) * (x[k] as number);
    x[i] = (x[i] as number) / (lower[i]?.[i] ?? 1);
  }
  return x;
}
