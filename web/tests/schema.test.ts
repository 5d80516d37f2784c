import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
// @ts-expect-error a script of the build, without types
import { schemaOf } from '../scripts/api.mjs';

// That openapi.json is what the server tells is proved by OpenApiTests of the server.
test('the types are those of the description', async () => {
  expect(readFileSync('src/api/schema.ts', 'utf8')).toBe(await schemaOf(readFileSync('openapi.json', 'utf8')));
});
