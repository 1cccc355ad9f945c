// Wilson's 95 % interval of a share: honest for few verdicts, where “3 of 3” is not yet “always right”.
const z = 1.96;

export function interval(hits: number, all: number): { low: number; high: number } | null {
  if (all <= 0) return null;
  const p = hits / all;
  const spread = z * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all));
  const middle = p + (z * z) / (2 * all);
  const scale = 1 + (z * z) / all;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}
