// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node tools.mjs time FILE ROUNDS TOOL…   a partial value after every 16 bytes of FILE; lines as in measure.h
// node tools.mjs prefixes FILE TOOL       what the tool shows after each character, one JSON value a line, "-" for nothing

import {readFileSync} from 'node:fs';

/// Each tool gives a function that makes one reader: text so far and its new piece in, partial value out (undefined: none).
const tools = {
    'partial-json': async () => {
        const {parse} = await import('partial-json');
        return () => (soFar) => parse(soFar);
    },
    'ai': async () => {
        const {parsePartialJson} = await import('ai');
        return () => async (soFar) => (await parsePartialJson(soFar)).value;
    },
    'jsonrepair': async () => {
        const {jsonrepair} = await import('jsonrepair');
        return () => (soFar) => JSON.parse(jsonrepair(soFar));
    },
    '@streamparser/json': async () => {
        const {JSONParser} = await import('@streamparser/json');
        return () => {
            const parser = new JSONParser({emitPartialTokens: true, emitPartialValues: true});
            let root;
            parser.onValue = ({value, parent, stack}) => { root = stack.length > 0 ? stack[1]?.value ?? root : value ?? root; };
            return (_soFar, piece) => {
                parser.write(piece);
                return root;
            };
        };
    },
};

/// One whole reading; returns the last value.
async function read(makeReader, text) {
    const reader = makeReader();
    let value;
    for (let at = 0; at < text.length; at += 16) {
        try {
            value = await reader(text.slice(0, at + 16), text.slice(at, at + 16));
        } catch {
            value = undefined; // a prefix it cannot read: it shows nothing
        }
    }
    return value;
}

async function time(file, rounds, names) {
    const text = readFileSync(file, 'utf8');
    const wanted = JSON.stringify(JSON.parse(text));
    for (const name of names) {
        const makeReader = await tools[name]();
        const times = [];
        for (let round = 0; round < rounds; ++round) {
            const begin = process.cpuUsage(); // microseconds; what the machine does besides does not count
            const value = await read(makeReader, text);
            const used = process.cpuUsage(begin);
            times.push((used.user + used.system) / 1000);
            if (JSON.stringify(value) !== wanted) throw new Error(`${name} read something else`);
        }
        times.sort((a, b) => a - b);
        const ms = times[Math.floor(times.length / 2)];
        console.log(JSON.stringify({name, bytes: Buffer.byteLength(text), ms, best_ms: times[0], rounds}));
    }
}

async function prefixes(file, name) {
    const text = readFileSync(file, 'utf8');
    const reader = (await tools[name]())();
    let soFar = '';
    for (const character of text) {
        soFar += character;
        let value;
        try {
            value = await reader(soFar, character);
        } catch {
            value = undefined;
        }
        console.log(value === undefined ? '-' : JSON.stringify(value));
    }
}

const [command, file, ...rest] = process.argv.slice(2);
if (command === 'time') await time(file, Number(rest[0]), rest.slice(1));
else await prefixes(file, rest[0]);
