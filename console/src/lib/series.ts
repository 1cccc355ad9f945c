// Series of hours as the charts want them.
export const total = (list: number[]): number => list.reduce((a, b) => a + b, 0);

// Sums of `by` neighbours, counted from the end, so that the last one is whole; what is too much at the beginning is dropped.
export function grouped(list: number[], by: number): number[] {
  const out: number[] = [];
  for (let from = list.length % by; from + by <= list.length; from += by) out.push(total(list.slice(from, from + by)));
  return out;
}
