// One running vigie and its API, as a console sees it.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'

const sleep = (ms) => new Promise((done) => setTimeout(done, ms))
const password = 'a sentence nobody would guess here'

export class Vigie {
  // `before`: the same installation's earlier run, whose session is still good.
  static async start(binary, config, before) {
    const vigie = new Vigie(config)
    const log = createWriteStream(path.join(config.folder, 'vigie.log'), { flags: 'a' })
    vigie.process = spawn(binary, ['run', '--config', config.file], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANG: 'C.UTF-8' } })
    vigie.exited = once(vigie.process, 'exit').then(([code, signal]) => signal ?? code)
    vigie.process.stderr.pipe(log)
    vigie.output = ''
    vigie.process.stdout.on('data', (data) => (vigie.output += data))
    if (before) [vigie.cookie, vigie.csrf] = [before.cookie, before.csrf]
    await vigie.until('the server', () => fetch(`${config.url}/healthz`).then((r) => r.ok, () => false), 30)
    return vigie
  }

  constructor(config) {
    this.config = config
  }

  async logInFirst() {
    const first = await this.until('the first password', async () => /password (\S+)/.exec(this.output)?.[1])
    await this.#session('/session', { name: 'admin', password: first })
    await this.#session('/session/password', { old: first, new: password })
  }

  async get(where) {
    return this.#answer(await fetch(`${this.config.url}/api/v1${where}`, { headers: { cookie: this.cookie } }))
  }

  async post(where, body) {
    return this.#answer(await this.#send(where, body))
  }

  // What `probe` answers once it is something; asks ten times a second, throws after `seconds`.
  async until(what, probe, seconds = 60) {
    for (const end = Date.now() + seconds * 1000; ; await sleep(100)) {
      const value = await probe()
      if (value) return value
      if (this.process.exitCode !== null) throw new Error(`vigie ended with ${this.process.exitCode} while waiting for ${what}`)
      if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`)
    }
  }

  kill(signal) {
    this.process.kill(signal)
    return this.exited
  }

  #send(where, body) {
    const headers = { 'content-type': 'application/json', cookie: this.cookie ?? '', 'x-csrf-token': this.csrf ?? '' }
    return fetch(`${this.config.url}/api/v1${where}`, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async #session(where, body) {
    const response = await this.#send(where, body)
    const { csrf } = await this.#answer(response)
    this.cookie = response.headers.get('set-cookie').split(';')[0]
    this.csrf = csrf
  }

  async #answer(response) {
    const text = await response.text()
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`)
    return text ? JSON.parse(text) : undefined
  }
}
