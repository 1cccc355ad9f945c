// How well Vigie sees a storm while it is a breeze: bursts and forecasts on public data, published figures beside ours.
//   node rumours.mjs path/to/vigie DATA-FOLDER [PART]        PART: bursts, forecast, coordination, stories rumour or reading
import { existsSync } from 'node:fs'
import path from 'node:path'

const [binary, data, only = ''] = process.argv.slice(2)
if (!binary || !data) {
  console.error('usage: node rumours.mjs path/to/vigie DATA-FOLDER [PART]')
  process.exit(64)
}
const parts = [['bursts', 'burst'], ['forecast', 'cascade'], ['coordination', 'coordination'], ['stories', 'posts'], ['rumour', 'rumour'], ['reading', 'sentiment']]
for (const [name, folder] of parts) {
  if (only && only !== name) continue
  if (!existsSync(path.join(data, folder))) {
    console.log(`\n## ${name}: not measured, ${folder}/ is not in ${data}`)
    continue
  }
  const { measure } = await import(`./rumours/${name}.mjs`)
  await measure(binary, path.join(data, folder))
}
