// The score of the Numenta Anomaly Benchmark, profile "standard", as its scorer defines it (Lavin & Ahmad 2015; the
// repository numenta/NAB, nab/sweeper.py), written anew:
//   - the first 15 % of a file's rows, at most 750, are probation: what happens there does not count;
//   - σ(y) = 2/(1+e^(5y)) − 1, and −1 from y = 3 on;
//   - a window [first, last] of width w = last − first + 1 scores its best row: σ(−(last − i + 1)/w)/σ(−1); −1 when no
//     row in it is an alert (weights of true positives and misses: 1);
//   - every alert outside the windows scores 0.11·σ((i − last')/(w' − 1)) of the window before it, 0.11·σ(3) without one;
//   - the sum over all files is scaled so that no alert at all is 0 and every window met in its first row is 100.
export const sigmoid = (y) => (y >= 3 ? -1 : 2 / (1 + Math.exp(5 * y)) - 1)

// times: of the rows, in order; alerts: indices of rows; windows: [first time, last time].
export function scoreFile(times, alerts, windows) {
  const probation = Math.min(Math.floor(0.15 * times.length), 750)
  const spans = windows.map(([from, to]) => [times.indexOf(from), times.indexOf(to)])
  if (spans.flat().includes(-1)) throw new Error('a window begins or ends where there is no row')
  const best = spans.map(() => -1)
  let falseScore = 0
  let falseAlerts = 0
  for (const i of alerts) {
    if (i < probation) continue
    const at = spans.findIndex(([from, to]) => i >= from && i <= to)
    if (at >= 0) {
      const [from, to] = spans[at]
      best[at] = Math.max(best[at], sigmoid(-(to - i + 1) / (to - from + 1)) / sigmoid(-1))
      continue
    }
    const before = spans.filter(([, to]) => to < i).at(-1)
    falseScore += 0.11 * sigmoid(before ? (i - before[1]) / (before[1] - before[0]) : 3)
    falseAlerts++
  }
  // A window that lies in the probation as a whole is no window for the scorer.
  const counted = best.filter((_, k) => spans[k][1] >= probation)
  return { sum: falseScore + counted.reduce((a, b) => a + b, 0), windows: counted.length, met: counted.filter((b) => b > -1).length, falseAlerts }
}
export const standardScore = (sum, windows) => (100 * (sum + windows)) / (2 * windows)
