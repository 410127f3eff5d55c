// Asks Tabletalk with the real AG-UI client; see README.md.
import assert from 'node:assert/strict';
import { HttpAgent } from '@ag-ui/client';
import { EventSchemas } from '@ag-ui/core/schemas';

const [url = 'http://127.0.0.1:8080/api/v1/dbs/sample/ag-ui', question = 'How many orders are there?'] = process.argv.slice(2);
const api = url.slice(0, url.indexOf('/dbs/'));
const warnings = [];
console.warn = (...parts) => warnings.push(parts.join(' '));

const kinds = events => events.map(event => event.type).filter((type, i, all) => type !== all[i - 1]).join(' ');

async function ask(agent, text, onEvent = () => {}) {
    const events = [];
    agent.addMessage({ id: crypto.randomUUID(), role: 'user', content: text });
    const { newMessages } = await agent.runAgent({}, { onEvent: ({ event }) => { events.push(event); onEvent(event); } });
    return { events, newMessages };
}

/** Every raw event of a turn must be one of the schema, with nothing in it that the schema does not know. */
async function replay(turnId) {
    const answer = await fetch(`${api}/turns/${turnId}/events`);
    assert.equal(answer.status, 200);
    const events = (await answer.text()).split('\n\n').filter(block => block.includes('data: '))
        .map(block => JSON.parse(block.slice(block.indexOf('data: ') + 6)));
    events.forEach(event => EventSchemas.parse(event));
    return events;
}

const agent = new HttpAgent({ url, threadId: crypto.randomUUID() });

const first = await ask(agent, question);
console.log('1.', kinds(first.events));
assert.equal(first.events[0].type, 'RUN_STARTED');
assert.equal(first.events[0].threadId, agent.threadId);
assert.equal(first.events.at(-1).type, 'RUN_FINISHED');
assert.equal(first.events.at(-1).outcome.type, 'success');
const answer = first.newMessages.findLast(message => message.role === 'assistant');
assert.ok(answer.content.length > 0);
console.log('  ', answer.content.split('\n')[0]);
for (const message of first.newMessages.filter(message => message.toolCalls)) {
    for (const call of message.toolCalls) {
        assert.ok(first.newMessages.some(other => other.role === 'tool' && other.toolCallId === call.id), `no result for ${call.id}`);
        JSON.parse(call.function.arguments);
    }
}

const second = await ask(agent, 'And how many customers?');
console.log('2.', kinds(second.events));
assert.equal(second.events.at(-1).type, 'RUN_FINISHED');
assert.equal(new Set(agent.messages.map(message => message.id)).size, agent.messages.length, 'message ids repeat');

const stored = await (await fetch(`${api}/conversations/${agent.threadId}`)).json();
assert.deepEqual(stored.messages.filter(message => message.role === 'user').map(message => message.content), [question, 'And how many customers?']);

const third = await ask(agent, question, event => { if (event.type === 'RUN_STARTED') agent.abortRun(); });
console.log('3. aborted after', kinds(third.events));
let running = true;
for (let tries = 0; running && tries < 50; tries++) {
    await new Promise(resolve => setTimeout(resolve, 100));
    ({ running } = await (await fetch(`${api}/conversations/${agent.threadId}`)).json());
}
assert.equal(running, false);

for (const { events } of [first, second, third]) {
    const turnId = events[0].metadata.turnId;
    const replayed = await replay(turnId);
    console.log('  ', turnId, replayed.length, 'events are valid, the last:', JSON.stringify(replayed.at(-1).outcome ?? replayed.at(-1)));
}

await fetch(`${api}/conversations/${agent.threadId}`, { method: 'DELETE' });
assert.deepEqual(warnings, []);
console.log('The AG-UI client has nothing to complain about.');
