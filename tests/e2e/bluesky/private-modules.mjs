// Lets the scripts of this folder import packages that are installed elsewhere (VIGIE_E2E_DIR/node_modules).
// Node looks for packages beside the importing file only, and NODE_PATH does not work for `import`; without this hook
// the source tree would need a node_modules, or the private folder a copy of the sources that grows old.
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const here = new URL('.', import.meta.url).href
const packages = pathToFileURL(join(process.env.VIGIE_E2E_DIR, 'package.json')).href

const isOurs = (url) => url !== undefined && new URL('.', url).href === here
const isPackage = (specifier) => !/^(\.|\/|node:|file:|data:)/.test(specifier)

registerHooks({
  resolve(specifier, context, next) {
    if (isPackage(specifier) && isOurs(context.parentURL)) return next(specifier, { ...context, parentURL: packages })
    return next(specifier, context)
  },
})
