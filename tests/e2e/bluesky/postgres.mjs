// A throw-away PostgreSQL server: data in a private folder, a free port, a password nobody knows, gone at the end.
import { execFile, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from './free-port.mjs'

const run = promisify(execFile)

// PostgreSQL refuses to run as root, so root hands it over to Debian's user for it.
const isRoot = process.getuid() === 0
const asPostgres = isRoot ? ['--reuid=postgres', '--regid=postgres', '--init-groups'] : []

function programs() {
  const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a))
  return `/usr/lib/postgresql/${versions[0]}/bin`
}

async function initialise(bin, home, data, password) {
  mkdirSync(home, { mode: 0o700 })
  writeFileSync(join(home, 'password'), password)
  if (isRoot) execFileSync('chown', ['-R', 'postgres:postgres', home])
  await run('setpriv', [
    ...asPostgres, '--', `${bin}/initdb`, '-D', data, '-U', 'postgres', '-A', 'scram-sha-256',
    '--pwfile', join(home, 'password'), '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync',
  ], { cwd: '/' })
}

function launch(bin, home, data, port) {
  const log = openSync(join(home, 'log'), 'w')
  // --pdeathsig: when this process is killed without warning, the kernel stops the server too.
  const server = spawn('setpriv', [
    ...asPostgres, '--pdeathsig=INT', '--', `${bin}/postgres`, '-D', data, '-p', String(port),
    '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200',
    // The data need not survive a power cut: it does not survive the test.
    '-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off',
  ], { cwd: '/', stdio: ['ignore', log, log] })
  return server
}

async function untilItAnswers(bin, port, server, home) {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
    if (server.exitCode !== null) break
    const answers = await run(`${bin}/pg_isready`, ['-q', '-h', '127.0.0.1', '-p', String(port)]).then(() => true, () => false)
    if (answers) return
  }
  throw new Error(`PostgreSQL does not start: ${readFileSync(join(home, 'log'), 'utf8').slice(-2000)}`)
}

export async function startPostgres(folder) {
  const bin = programs()
  const home = join(folder, 'postgres')
  const data = join(home, 'data')
  const password = randomBytes(16).toString('hex')
  await initialise(bin, home, data, password)
  const port = await freePort()
  const server = launch(bin, home, data, port)
  const ended = once(server, 'exit')
  const lastResort = () => server.kill('SIGQUIT')
  process.once('exit', lastResort)
  await untilItAnswers(bin, port, server, home)
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    async close() {
      // SIGINT is PostgreSQL's "fast" stop: it cuts connections and ends in order; SIGQUIT ends at once.
      server.kill('SIGINT')
      const impatience = setTimeout(() => server.kill('SIGQUIT'), 10_000)
      await ended
      clearTimeout(impatience)
      process.off('exit', lastResort)
    },
  }
}
