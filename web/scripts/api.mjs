// Makes src/api/schema.ts from openapi.json, which a running server of the same state of the sources tells first where PONTE_URL names it.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { format } from 'prettier';

const DESCRIPTION = 'openapi.json';
const SCHEMA = 'src/api/schema.ts';
const HEAD = '// Made by `npm run api` from openapi.json. Do not change it by hand.\n\n';

/** The text of the types of a description. */
export async function schemaOf(description) {
  return HEAD + astToString(await openapiTS(JSON.parse(description)));
}

async function main() {
  if (process.env.PONTE_URL) {
    const reply = await fetch(`${process.env.PONTE_URL}/api/v1/openapi.json`);
    if (!reply.ok) throw new Error(`${process.env.PONTE_URL} answers ${reply.status}`);
    writeFileSync(DESCRIPTION, await format(await reply.text(), { parser: 'json', printWidth: 120 }));
  }
  writeFileSync(SCHEMA, await schemaOf(readFileSync(DESCRIPTION, 'utf8')));
}

if (import.meta.filename === process.argv[1]) await main();
