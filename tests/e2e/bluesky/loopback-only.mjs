// Bluesky's servers listen on every address of the computer, with passwords that anyone can read in their source.
// A test network is nobody else's business: what would listen everywhere listens on 127.0.0.1 only.
import { Server } from 'node:net'

const listen = Server.prototype.listen
Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'number' && typeof rest[0] !== 'string') return listen.call(this, first, '127.0.0.1', ...rest)
  if (first !== null && typeof first === 'object' && first.port !== undefined && !first.host)
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest)
  return listen.call(this, first, ...rest)
}
