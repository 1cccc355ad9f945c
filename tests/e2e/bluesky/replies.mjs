// Standard output carries nothing but our JSON lines: a library that prints there would break the conversation, so
// everything else goes to standard error. Must be the first import of the program.
const write = process.stdout.write.bind(process.stdout)
process.stdout.write = process.stderr.write.bind(process.stderr)
process.stdout.on('error', () => {}) // the reader may be gone

export const reply = (object) => new Promise((done) => write(`${JSON.stringify(object)}\n`, done))
