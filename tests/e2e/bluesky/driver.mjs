// Drives serve.mjs from another process: the same conversation the C++ tests have with it. Plain Node, no packages.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

// Setting up (exit code 75) is the only reason not to start that is not a failure.
export class Skipped extends Error {}

export class Driver {
  #process
  #lines
  #next = 0

  static async start() {
    const driver = new Driver()
    driver.info = await driver.#read()
    return driver
  }

  constructor() {
    this.#process = spawn(fileURLToPath(new URL('run.sh', import.meta.url)), ['serve.mjs'], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]()
    this.exited = once(this.#process, 'exit').then(([code, signal]) => signal ?? code)
  }

  // One command at a time; gives its answer or throws its error.
  async command(cmd, members = {}) {
    const id = ++this.#next
    this.#process.stdin.write(`${JSON.stringify({ id, cmd, ...members })}\n`)
    const { id: answered, ok, error, ...answer } = await this.#read()
    if (answered !== id) throw new Error(`the answer to ${answered} came instead of ${id}`)
    if (!ok) throw new Error(error)
    return answer
  }

  hangUp() {
    this.#process.stdin.end()
    return this.exited
  }

  kill(signal) {
    this.#process.kill(signal)
    return this.exited
  }

  async #read() {
    const { value, done } = await this.#lines.next()
    if (!done) return JSON.parse(value)
    const code = await this.exited
    throw code === 75 ? new Skipped() : new Error(`serve.mjs ended with ${code}`)
  }
}
