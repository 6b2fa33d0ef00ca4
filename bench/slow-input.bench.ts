import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { communityCaller } from '@kith/domains';
import { openTestServer } from '@kith/testing/global-setup';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { procedureAt } from '@kith/testing/matrix-line';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import { createTestInstallation } from '@kith/testing/test-installation';
import { printTable, quantile, row } from './measure.ts';

/** What patterns, splitting and measuring are slowest at, by long runs of each. */
const PIECES = ['x', ' ', '-', 'a@', '<a', '[', 'é', 'https://a.b/', '\n', '👩‍👩‍👧'];
/** As much as a body may hold, and about as much as the longest texts may. */
const LENGTHS = [500_000, 20_000];
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

type Field = { path: string; at: string; quick: number; slow: number };

/**
 * How long the process answers nobody else while one long text is taken or refused: every text of every procedure of a
 * community, given as much as a request can carry, by who may call it.
 */
export async function bench(): Promise<void> {
	const server = await openTestServer();
	try {
		const installation = await createTestInstallation(server.url);
		try {
			const stage = await createStage(installation);
			const fields: Field[] = [];
			for (const path of Object.keys(COMMUNITY_CASES))
				fields.push(...(await fieldsOf(stage, path).catch(() => [])));
			const worst = fields.toSorted((a, b) => b.slow - a.slow);
			const usual = quantile(
				fields.map(({ quick }) => quick),
				0.5,
			);
			const all = fields.map(({ slow }) => slow);
			printTable('Long texts', [
				row('a short text, median of all fields (the baseline)', usual, 'ms'),
				row(`${fields.length} fields, longest text, median`, quantile(all, 0.5), 'ms', {
					ratio: [quantile(all, 0.5) / usual, 'baseline'],
				}),
				...worst
					.slice(0, 8)
					.map(({ path, at, slow }) =>
						row(`${path}, ${at}`, slow, 'ms', { ratio: [slow / usual, 'baseline'], most: 50 }),
					),
			]);
		} finally {
			await installation.close();
		}
	} finally {
		await server.close();
	}
}

async function fieldsOf(stage: Stage, path: string): Promise<Field[]> {
	const ctx = await stage.actor('owner');
	const input: unknown = await COMMUNITY_CASES[path]?.input?.(stage, ctx);
	const call = procedureAt(communityCaller(ctx), path);
	const fields: Field[] = [];
	for (const at of textsIn(input)) {
		const held = (text: string) => heldUp(() => call(withText(input, at, text)));
		// The first time compiles and reads in.
		await held('short');
		const quick = await held('short');
		let slow = 0;
		for (const piece of PIECES)
			for (const length of LENGTHS) {
				const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
				// What is slow is slow again: a pause of the machine is not.
				const once = await held(text);
				if (once > slow) slow = Math.max(slow, Math.min(once, await held(text)));
			}
		fields.push({ path, at: at.join('.'), quick, slow });
	}
	return fields;
}

/** The longest that nothing else could run while `work` did, in milliseconds, whatever came of it. */
async function heldUp(work: () => Promise<unknown>): Promise<number> {
	const delays = monitorEventLoopDelay({ resolution: 1 });
	delays.enable();
	await pause(2);
	delays.reset();
	await work().catch(() => {});
	await pause(2);
	delays.disable();
	return delays.max / 1e6;
}

type Way = readonly string[];

/** Where in an input texts stand that somebody types. */
function textsIn(value: unknown, way: Way = []): Way[] {
	if (typeof value === 'string') return ID.test(value) || way.at(-1) === 'type' ? [] : [way];
	if (typeof value !== 'object' || value === null || value instanceof Date) return [];
	return Object.entries(value).flatMap(([key, part]) => textsIn(part, [...way, key]));
}

function withText(input: unknown, [key, ...rest]: Way, text: string): unknown {
	if (key === undefined) return text;
	const copy: unknown = Array.isArray(input) ? [...input] : { ...(input as object) };
	const part: unknown = Reflect.get(input as object, key);
	Reflect.set(copy as object, key, withText(part, rest, text));
	return copy;
}
