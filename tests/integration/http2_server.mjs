// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A server that speaks HTTP/2 and nothing else, behind TLS: it streams the answer to every POST in small frames and resets the
// stream in the middle when the text asks for it. Prints its port, then one line of JSON per request.
//
// Usage: node http2_server.mjs CERTIFICATE_WITH_KEY.pem

import {readFileSync} from 'node:fs';
import {createSecureServer, constants} from 'node:http2';

const pem = readFileSync(process.argv[2]);
const server = createSecureServer({key: pem, cert: pem, allowHTTP1: false});

const event = (content) => `data: ${JSON.stringify({choices: [{index: 0, delta: {content}}]})}\n\n`;
const pause = () => new Promise((done) => setTimeout(done, 5));

async function answer(stream, body) {
    stream.respond({':status': 200, 'content-type': 'text/event-stream'});
    const breaks = body.includes('break in the middle');
    for (const piece of ['{"na', 'me":"Ja', 'son","a', 'ge":25}']) {
        stream.write(event(piece));
        await pause();
        if (breaks && piece.startsWith('son')) {
            stream.close(constants.NGHTTP2_INTERNAL_ERROR);
            return;
        }
    }
    stream.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
}

server.on('stream', (stream, headers) => {
    let body = '';
    stream.on('error', () => {});
    stream.on('data', (bytes) => { body += bytes; });
    stream.on('end', () => {
        process.stdout.write(JSON.stringify({method: headers[':method'], path: headers[':path'], length: body.length}) + '\n');
        answer(stream, body);
    });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(server.address().port + '\n'));
