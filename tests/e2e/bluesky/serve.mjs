// Starts the network and the bridge, says where everything is (one JSON line), then obeys JSON lines on standard input.
// Ends on "stop", when standard input ends (so it never outlives the test that started it), or on SIGTERM/SIGINT.
import { reply } from './replies.mjs'
import { createInterface } from 'node:readline'
import { startBridge } from './bridge.mjs'
import { makeCommands } from './commands.mjs'
import { startNetwork } from './network.mjs'

// A signal during the start has nobody to ask for an orderly end: leaving runs the last-resort clean-ups.
let leave = () => process.exit(1)
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => leave())

const network = await startNetwork()
const bridge = await startBridge(network.pds)

let leaving = false
leave = async () => {
  if (leaving) return
  leaving = true
  // Whatever hangs, the process goes.
  setTimeout(() => process.exit(1), 20_000).unref()
  await bridge.close()
  await network.close()
  process.exit(0)
}

await reply({ ready: true, ...(await introduce()) })

const commands = makeCommands(network, bridge)
// One after the other, in the order given.
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue
  const { id, ...answer } = await obey(line)
  await reply({ id, ...answer })
  if (answer.stopping) break
}
await leave()

async function introduce() {
  const { accounts } = network
  const official = await accounts.create({
    handle: 'acme-boutique.test',
    displayName: 'Acme Boutique',
    description: 'Compte officiel de la boutique Acme. Service client : https://acme-boutique.example',
    avatar: 'official',
  })
  const operator = await accounts.create({ handle: 'vigie-operator.test', displayName: 'Vigie', description: 'Reports impostors.' })
  operator.app_password = await accounts.appPassword(operator.did, 'vigie')
  await network.processAll()
  return {
    jetstream: bridge.url,
    pds: network.pds,
    plc: network.plc,
    appview: network.appview,
    ozone: network.ozone,
    ozone_did: network.ozoneDid,
    operator,
    official,
  }
}

async function obey(line) {
  let command
  try {
    command = JSON.parse(line)
  } catch {
    return { id: null, ok: false, error: 'not JSON' }
  }
  const id = command?.id ?? null
  try {
    if (command?.cmd === 'stop') return { id, ok: true, stopping: true }
    if (!Object.hasOwn(commands, command?.cmd)) throw new Error(`unknown cmd; known: ${Object.keys(commands).join(', ')}, stop`)
    return { id, ok: true, ...(await commands[command.cmd](command)) }
  } catch (error) {
    return { id, ok: false, error: error.message }
  }
}
