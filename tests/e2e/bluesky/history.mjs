// The events of the last while, in order, for clients that come back with a cursor.
const KEPT = 50_000

export class History {
  #events = []
  #lastTime = 0

  // Gives the event its time: the moment it was seen, in microseconds, never the same twice (it is the cursor).
  add({ did, ...rest }) {
    const now = Math.floor((performance.timeOrigin + performance.now()) * 1000)
    this.#lastTime = Math.max(now, this.#lastTime + 1)
    const json = JSON.stringify({ did, time_us: this.#lastTime, ...rest })
    const event = { time: this.#lastTime, did, collection: rest.commit?.collection, json, bytes: Buffer.byteLength(json) }
    this.#events.push(event)
    // Cut by tenths: dropping the oldest one at each new event would move the whole list every time.
    if (this.#events.length > KEPT) this.#events.splice(0, KEPT / 10)
    return event
  }

  // Inclusive. A cursor older than all that is kept silently gives all, one in the future gives nothing, as the
  // old Jetstream does.
  since(cursor) {
    const first = this.#events.findIndex((event) => event.time >= cursor)
    return first < 0 ? [] : this.#events.slice(first)
  }
}
