// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node schemas.mjs TOOL FOLDER: the same as bench_schema, with validators that npm has. ajv makes code of a schema; the others
// interpret it.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';

const ROUNDS = 7;
const ROUND_NS = 200_000;

/// Each: schema in, function from instance to verdict out; throws when it cannot.
const tools = {
    'ajv': async () => {
        const {default: Ajv} = await import('ajv');
        const {default: Ajv2020} = await import('ajv/dist/2020.js');
        const {default: Ajv04} = await import('ajv-draft-04');
        const options = {strict: false, validateFormats: false, logger: false};
        return (schema) => {
            const draft = String(schema.$schema ?? '');
            const Tool = draft.includes('draft-04') ? Ajv04 : draft === '' || draft.includes('2020-12') ? Ajv2020 : Ajv;
            const {$schema, $async, ...rest} = schema; // draft 6 and 2019-09 have no metaschema there; $async is its own
            const validate = new Tool(options).compile(rest);
            return (instance) => validate(instance);
        };
    },
    '@cfworker/json-schema': async () => {
        const {Validator} = await import('@cfworker/json-schema');
        return (schema) => {
            const draft = String(schema.$schema ?? '');
            const version = draft.includes('draft-04') ? '4' : draft.includes('draft-07') || draft.includes('draft-06') ? '7'
                : draft.includes('2019-09') ? '2019-09' : '2020-12';
            const validator = new Validator(schema, version, true);
            return (instance) => validator.validate(instance).valid;
        };
    },
    'jsonschema': async () => {
        const {Validator} = await import('jsonschema');
        return (schema) => {
            const validator = new Validator();
            return (instance) => validator.validate(instance, schema, {throwFirst: false, disableFormat: true}).valid;
        };
    },
};

function measured(judge, instance) {
    let valid = judge(instance);
    for (let i = 0; i < 20; ++i)
        judge(instance); // warm
    let begin = process.hrtime.bigint();
    judge(instance);
    const first = Math.max(Number(process.hrtime.bigint() - begin), 50);
    const repeats = Math.max(1, Math.floor(ROUND_NS / first));
    let best = first;
    for (let round = 0; round < ROUNDS; ++round) {
        begin = process.hrtime.bigint();
        for (let i = 0; i < repeats; ++i)
            valid = judge(instance);
        best = Math.min(best, Number(process.hrtime.bigint() - begin) / repeats);
    }
    return {valid: Boolean(valid), ns: Math.round(best)};
}

const [tool, folder] = process.argv.slice(2);
const make = await tools[tool]();
const compiled = new Map();
const lines = readFileSync(join(folder, 'instances.jsonl'), 'utf8').split('\n').filter((line) => line);
for (const [number, line] of lines.entries()) {
    const {file, data} = JSON.parse(line);
    if (!compiled.has(file)) {
        const schema = JSON.parse(readFileSync(join(folder, file), 'utf8'));
        let judge = null;
        try {
            judge = make(schema);
            judge(null); // some look at the schema only now
        } catch {
            judge = null;
        }
        compiled.set(file, judge);
    }
    let result = {valid: null};
    try {
        result = compiled.get(file) ? measured(compiled.get(file), data) : result;
    } catch {
        result = {valid: null};
    }
    console.log(JSON.stringify({line: number, ...result}));
}
console.log(JSON.stringify({compiled: [...compiled.values()].filter(Boolean).length}));
