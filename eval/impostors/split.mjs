// How harmless hosts are shared out between training, calibration and test: by registered name, always alike.
import { createHash } from 'node:crypto'

// The last two labels, three below the second-level endings of France and the commonest others.
export function nameOf(host) {
  const labels = host.toLowerCase().split('.')
  const two = labels.slice(-2).join('.')
  return /^(gouv|asso|com|nom|prd|tm)\.fr$|^(co|com|org|net|gov|gob|ac|edu|or|ne)\.[a-z]{2}$/.test(two) ? labels.slice(-3).join('.') : two
}
// 'train' (half), 'calibrate' (a tenth) or 'test'.
export function shareOf(host) {
  const n = createHash('sha256').update(nameOf(host)).digest().readUInt16BE(0) % 10
  return n < 5 ? 'train' : n < 6 ? 'calibrate' : 'test'
}
