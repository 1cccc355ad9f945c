// A whole Bluesky network in this process: Bluesky's own servers, not imitations.
//   PLC        the register of identities       PDS     holds the accounts, takes the reports
//   app view   answers the app.bsky.* reads     Ozone   the moderators' service
import './loopback-only.mjs'
import { TestNetwork } from '@atproto/dev-env'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Accounts } from './accounts.mjs'
import { freePort } from './free-port.mjs'
import { Moderation } from './moderation.mjs'
import { startPostgres } from './postgres.mjs'

// dev-env insists on an address, but none of the four servers opens a connection to it: no Redis is needed.
process.env.REDIS_HOST ??= '127.0.0.1:1'

function privateFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bluesky-'))
  chmodSync(folder, 0o711) // PostgreSQL's user has to walk through to its own folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  // The PDS stores its accounts and pictures wherever the temporary folder is, and leaves them there.
  process.env.TMPDIR = join(folder, 'tmp')
  mkdirSync(process.env.TMPDIR)
  return folder
}

export async function startNetwork() {
  const postgres = await startPostgres(privateFolder())
  try {
    return await startServers(postgres)
  } catch (error) {
    await postgres.close()
    throw error
  }
}

async function startServers(postgres) {
  const appviewPort = await freePort()
  const appviewUrl = `http://localhost:${appviewPort}`
  const network = await TestNetwork.create({
    dbPostgresUrl: postgres.url,
    dbPostgresSchema: 'vigie', // letters only
    // As bsky.social does: the answer to a log-in says which server holds the account. (Off by default on other PDSs.)
    pds: { enableDidDocWithSession: true },
    // Without its true address the app view gives picture links on a host that does not exist.
    bsky: { port: appviewPort, publicUrl: appviewUrl, blobCacheLocation: join(process.env.TMPDIR, 'pictures') },
  })
  return {
    pds: network.pds.url,
    plc: network.plc.url,
    appview: appviewUrl,
    ozone: network.ozone.url,
    ozoneDid: network.ozone.ctx.cfg.service.did,
    accounts: new Accounts(network.pds.url),
    moderation: new Moderation(network.ozone),

    // Waits until every server has taken in what the others did. Each of them is seconds late in real life.
    processAll: () => network.processAll(),

    // Ozone has no power over this; a person deletes an account with a code sent by mail, so the administrator does it.
    async deleteAccount(did) {
      const response = await fetch(`${network.pds.url}/xrpc/com.atproto.admin.deleteAccount`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...network.pds.adminAuthHeaders() },
        body: JSON.stringify({ did }),
      })
      if (!response.ok) throw new Error(`deleteAccount: ${response.status} ${await response.text()}`)
    },

    async close() {
      await network.close().catch((error) => console.error('network close:', error))
      await postgres.close()
    },
  }
}
