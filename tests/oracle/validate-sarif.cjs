// Holds SARIF logs, a JSON array on standard input, to the schema of SARIF 2.1.0, as Microsoft's SDK carries it.
const Ajv = require('ajv');
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

const ajv = new Ajv({ schemaId: 'auto', allErrors: true });
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const isValid = ajv.compile(schema);
for (const log of JSON.parse(require('node:fs').readFileSync(0, 'utf8'))) {
  if (!isValid(log)) {
    console.error(ajv.errorsText(isValid.errors, { separator: '\n' }));
    process.exitCode = 1;
  }
}
