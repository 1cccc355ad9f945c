// A real SMTP server: Debian's aiosmtpd, which prints every mail that it accepts.
import { spawn } from 'node:child_process'
import { connect } from 'node:net'

const answers = (port) => new Promise((done) => {
  const socket = connect(port, '127.0.0.1', () => done(socket.end() && true))
  socket.on('error', () => done(false))
})

export async function startMailServer(port) {
  // Debian's own Python, whatever stands first on PATH: the package belongs to it.
  const server = spawn('/usr/bin/python3', ['-u', '-m', 'aiosmtpd', '-n', '-l', `127.0.0.1:${port}`, '-c', 'aiosmtpd.handlers.Debugging', 'stdout'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  server.stdout.on('data', (data) => (printed += data))
  for (const end = Date.now() + 30_000; !(await answers(port)); await new Promise((r) => setTimeout(r, 100))) {
    if (Date.now() > end || server.exitCode !== null) throw new Error('the SMTP server (python3-aiosmtpd) does not start')
  }
  return { url: `smtp://127.0.0.1:${port}`, text: () => printed, stop: () => server.kill() }
}
