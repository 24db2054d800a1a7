// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Run by generated_typescript.py beside compiled modules: what does each make of its instances?

import {readFileSync} from 'node:fs';

const out = [];
for (const row of JSON.parse(readFileSync(0, 'utf8'))) {
    const result = {name: row.name, read: null, error: null};
    try {
        const answer = /^\/\/ {5}const answer = (\w+)\.parse/m.exec(readFileSync(row.source, 'utf8'))[1];
        const schema = (await import(row.module))[answer];
        result.read = row.instances.map((instance) => schema.safeParse(instance).success);
    } catch (error) {
        result.error = String(error.stack).slice(0, 600);
    }
    out.push(result);
}
process.stdout.write(JSON.stringify(out) + '\n');
