// A PDQ hash (64 hexadecimal digits) as its 16 × 16 points, and where two of them differ.
export function points(pdq: string | undefined): boolean[] | null {
  if (!pdq || !/^[0-9a-f]{64}$/.test(pdq)) return null;
  return [...pdq].flatMap((digit) => {
    const bits = Number.parseInt(digit, 16);
    return [8, 4, 2, 1].map((bit) => (bits & bit) !== 0);
  });
}

export function differing(a: boolean[], b: boolean[]): number {
  return a.filter((bit, i) => bit !== b[i]).length;
}
