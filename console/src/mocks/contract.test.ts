// schemas/openapi.yaml against itself: every example is valid against its schema, every operation says who may call it, and
// the pretended server answers in the described shapes.
import { describe, expect, it } from 'vitest';
import { type Contract, readContract, World } from './world';

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema;
  items?: Schema;
  minItems?: number;
};

const contract = readContract();

function follow<T>(ref: string): T {
  let at: unknown = contract;
  for (const part of ref.slice(2).split('/')) at = (at as Record<string, unknown>)[part];
  if (at === undefined) throw new Error(`${ref} leads nowhere`);
  return at as T;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function faults(schema: Schema, value: unknown, at: string): string[] {
  if (schema.$ref) return faults(follow<Schema>(schema.$ref), value, at);
  const kind = kindOf(value);
  const types = schema.type ? [schema.type].flat() : [];
  const fits = types.length === 0 || types.includes(kind) || (types.includes('integer') && Number.isInteger(value));
  if (!fits) return [`${at}: ${kind} instead of ${types.join(' or ')}`];
  const found: string[] = [];
  if (schema.enum && !schema.enum.includes(value)) found.push(`${at}: ${String(value)} is not one of ${schema.enum.join(', ')}`);
  if (kind === 'array') {
    const list = value as unknown[];
    if (schema.minItems && list.length < schema.minItems) found.push(`${at}: too short`);
    if (schema.items) for (const [i, item] of list.entries()) found.push(...faults(schema.items, item, `${at}[${i}]`));
  }
  if (kind === 'object') {
    const object = value as Record<string, unknown>;
    for (const key of schema.required ?? []) if (!(key in object)) found.push(`${at}: ${key} is missing`);
    for (const [key, item] of Object.entries(object)) {
      const inner = schema.properties?.[key] ?? schema.additionalProperties;
      if (inner && item !== undefined) found.push(...faults(inner, item, `${at}.${key}`));
      else if (!inner && schema.properties) found.push(`${at}: ${key} is not described`);
    }
  }
  return found;
}

type Body = Contract['paths'][string][string]['responses'][string];

function examplesOf(body: Body | undefined): [string, Schema, unknown][] {
  const resolved = body?.$ref ? follow<Body>(body.$ref) : body;
  return Object.values(resolved?.content ?? {}).flatMap(({ schema, examples }) =>
    Object.entries(examples ?? {}).map(([name, { value }]): [string, Schema, unknown] => [name, schema as Schema, value]),
  );
}

const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, method, operation })),
);

describe.each(operations)('$name', ({ path, method, operation }) => {
  it('has valid examples and a role', () => {
    expect(operation['x-role']).toMatch(/^(public|reader|analyst|admin)$/);
    const all = [operation.requestBody, ...Object.values(operation.responses)].flatMap(examplesOf);
    expect(all.length).toBeGreaterThan(0);
    expect(all.flatMap(([name, schema, value]) => faults(schema, value, name))).toEqual([]);
  });
  it.runIf(method === 'get' && !/events|\{/.test(path))('is answered in the described shape by the pretended server', () => {
    const world = new World({ incidents: 9 });
    const { status, json } = world.handle({ method: 'GET', path, loggedIn: true });
    const [sample] = examplesOf(operation.responses['200']);
    expect(status).toBe(200);
    if (!sample) throw new Error(`GET ${path} has no example of its answer`);
    expect(faults(sample[1], JSON.parse(JSON.stringify(json)), path)).toEqual([]);
  });
});
