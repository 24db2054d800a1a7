// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sends the request body on standard input with the official client (key and base URL from its own environment variables) and
// prints what its stream adds up to, as one JSON object.

import {readFileSync} from 'node:fs';
import OpenAI from 'openai';

const seen = {content: '', arguments: '', chunks: 0, finish_reason: null, usage: null};
try {
    const client = new OpenAI({maxRetries: 0});
    for await (const chunk of await client.chat.completions.create(JSON.parse(readFileSync(0, 'utf8')))) {
        seen.chunks += 1;
        seen.usage = chunk.usage ?? seen.usage;
        const choice = chunk.choices[0];
        if (!choice) continue;
        seen.finish_reason = choice.finish_reason ?? seen.finish_reason;
        seen.content += choice.delta?.content ?? '';
        for (const call of choice.delta?.tool_calls ?? []) seen.arguments += call.function?.arguments ?? '';
    }
} catch (error) {
    seen.error = error.constructor.name;
    seen.status = error.status ?? null;
    seen.message = String(error.message);
}
process.stdout.write(JSON.stringify(seen) + '\n');
