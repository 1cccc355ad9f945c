// Pictures for the profiles, drawn here so that no picture file has to be stored (shapes only: fonts differ between
// computers). @atproto/dev-env's own seed helper cannot be used: its picture is not in the npm package.
import sharp from 'sharp'

const draw = (shapes) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400">${shapes}</svg>`)

const official = draw(`
  <rect width="400" height="400" fill="#0b3d5c"/>
  <circle cx="200" cy="170" r="110" fill="#f2a900"/>
  <path d="M60 330 L200 90 L340 330 Z" fill="#ffffff"/>
  <rect x="165" y="230" width="70" height="100" fill="#d1495b"/>`)

const other = draw(`
  <rect width="400" height="400" fill="#e8e8e8"/>
  <rect x="40" y="60" width="120" height="300" rx="30" fill="#2e7d32"/>
  <circle cx="280" cy="280" r="80" fill="#6a1b9a"/>
  <path d="M180 40 H370 V110 H180 Z" fill="#000000"/>`)

const png = (svg) => sharp(svg).png().toBuffer()
// What a thief's copy looks like after a screenshot: smaller, a little brighter, compressed again.
const worn = (svg) => sharp(svg).resize(256).modulate({ brightness: 1.06 }).jpeg({ quality: 55 }).toBuffer()

const kinds = {
  official: async () => ({ bytes: await png(official), mimeType: 'image/png' }),
  'copy-official': async () => ({ bytes: await png(official), mimeType: 'image/png' }),
  'altered-official': async () => ({ bytes: await worn(official), mimeType: 'image/jpeg' }),
  other: async () => ({ bytes: await png(other), mimeType: 'image/png' }),
}

export async function avatar(kind) {
  if (!Object.hasOwn(kinds, kind)) throw new Error(`avatar must be null or one of: ${Object.keys(kinds).join(', ')}`)
  return kinds[kind]()
}
