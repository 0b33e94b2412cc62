// Judges our OpenAPI document, and answers by it. Usage: node openapi.js; a line of JSON on standard input:
// {"document": …, "answers": [{"method": "get", "route": "/api/v1/…", "status": 200, "mediaType": "…", "body": …}]}.
// Prints one JSON object: {"problems": [text, …], "checked": number of answers held against their schema}.
'use strict';

const readline = require('node:readline');
const Ajv = require('ajv/dist/2020');
const addFormats = require('ajv-formats');

async function judge({ document, answers }) {
  const { Validator } = await import('@seriousme/openapi-schema-validator');
  const validator = new Validator();
  const { valid, errors } = await validator.validate(document);
  const problems = valid ? [] : [`the document: ${JSON.stringify(errors)}`];
  if (validator.version !== '3.1') {
    problems.push(`the document is read as OpenAPI ${validator.version}`);
  }

  // Schemas of OpenAPI 3.1 are JSON Schemas of the draft 2020-12; references stay inside the document.
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  ajv.addFormat('int32', { type: 'number', validate: (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31 });
  ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
  const moved = (schema, base) => JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', `"${base}#/$defs/`));
  ajv.addSchema({ $id: 'document', $defs: moved(document.components.schemas, '') });

  for (const { method, route, status, mediaType, body } of answers) {
    const responses = document.paths[route]?.[method]?.responses;
    const content = (responses?.[status] ?? responses?.default)?.content;
    const schema = content?.[mediaType]?.schema;
    if (!schema) {
      problems.push(`${method} ${route} ${status} ${mediaType}: not described`);
      continue;
    }

    const validate = ajv.compile(moved(schema, 'document'));
    if (!validate(body)) {
      problems.push(`${method} ${route} ${status} ${mediaType}: ${ajv.errorsText(validate.errors)}`);
    }
  }

  return { problems, checked: answers.length };
}

readline.createInterface({ input: process.stdin }).once('line', (line) => {
  judge(JSON.parse(line)).then(
    (found) => console.log(JSON.stringify(found)),
    (failure) => console.log(JSON.stringify({ problems: [String(failure.stack)], checked: 0 })),
  );
});
