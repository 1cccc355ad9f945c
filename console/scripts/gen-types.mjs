// Writes src/api/types.gen.ts from schemas/openapi.yaml; with --check only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const source = new URL('../../schemas/openapi.yaml', import.meta.url);
const target = new URL('../src/api/types.gen.ts', import.meta.url);

const primitive = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };

function typeOf(schema, indent) {
  if (schema.$ref) return schema.$ref.split('/').pop();
  if (schema.enum) return schema.enum.map((v) => JSON.stringify(v).replaceAll('"', "'")).join(' | ');
  const types = [].concat(schema.type ?? 'object');
  return types.map((type) => oneType(type, schema, indent)).join(' | ');
}

function oneType(type, schema, indent) {
  if (type === 'array') {
    const item = typeOf(schema.items, indent);
    return /[ {]/.test(item) ? `Array<${item}>` : `${item}[]`;
  }
  if (type !== 'object') return primitive[type];
  if (schema.additionalProperties && !schema.properties) return `Record<string, ${typeOf(schema.additionalProperties, indent)}>`;
  if (!schema.properties) return 'Record<string, unknown>';
  const inner = `${indent}  `;
  const lines = Object.entries(schema.properties).map(([key, value]) => {
    const optional = schema.required?.includes(key) ? '' : '?';
    const orUndefined = optional ? ' | undefined' : '';
    return `${inner}${key}${optional}: ${typeOf(value, inner)}${orUndefined};`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

const { components } = parse(readFileSync(source, 'utf8'), { maxAliasCount: -1 });
const out = ['// Generated from schemas/openapi.yaml by `npm run gen:types`. Do not edit.', ''];
for (const [name, schema] of Object.entries(components.schemas)) out.push(`export type ${name} = ${typeOf(schema, '')};`, '');
const text = out.join('\n');

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') === text) process.exit(0);
  console.error('src/api/types.gen.ts is older than schemas/openapi.yaml: run `npm run gen:types` and commit it.');
  process.exit(1);
}
writeFileSync(target, text);
