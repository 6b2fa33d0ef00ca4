import { Agent } from 'node:http';
import type { PlatformCaller } from '@kith/domains';
import { wire } from '@kith/kernel/wire';
import { send, type Answer } from './load.ts';
import { printTable, quantile, row } from './measure.ts';
import { openPlace } from './place.ts';
import { startServer, type BenchServer } from './server.ts';

const SAMPLES = 20;
const BY_BROWSER = { accept: 'text/html' };
const FORM = { ...BY_BROWSER, 'content-type': 'application/x-www-form-urlencoded' };
/** How the wizard's scripts send a form: the answer comes as data, and the page stays. */
const BY_SCRIPT = { ...FORM, accept: 'application/json', 'x-sveltekit-action': 'true' };

type Legs = { finish: number; enter: number; page: number; whole: number };

/** From the wizard's last button to the first page of the new community, over HTTP as a browser asks. */
export async function bench(): Promise<void> {
	const place = await openPlace();
	try {
		const pool = { POOL_LOW: '6', POOL_HIGH: '12' };
		const server = await startServer({ ...place, env: { ...place.env, ...pool } });
		try {
			const took: Legs[] = [];
			// The first one warms what every process warms once.
			for (let number = 0; number <= SAMPLES; number++) {
				const legs = await finish(server, await signUp(server, `signup-${number}`));
				if (number > 0) took.push(legs);
			}
			printTable('Sign-up', rowsOf(took));
		} finally {
			await server.stop();
		}
	} finally {
		await place.close();
	}
}

function rowsOf(took: readonly Legs[]) {
	const share = (of: keyof Legs, part: number) =>
		quantile(
			took.map((legs) => legs[of]),
			part,
		);
	return [
		row('wizard finished to first page, p50', share('whole', 0.5), 'ms'),
		row('wizard finished to first page, p95', share('whole', 0.95), 'ms', { most: 300 }),
		row('going live, p50', share('finish', 0.5), 'ms'),
		row('entering with the token (two requests), p50', share('enter', 0.5), 'ms'),
		row('first page, p50', share('page', 0.5), 'ms'),
	];
}

type Ready = { slug: string; name: string; signupId: string; cookie: string };

/** The wizard up to its last step: a code by mail, then every screen's answer, by the procedures the screens call. */
async function signUp(server: BenchServer, slug: string): Promise<Ready> {
	const email = `${slug}@bench.example`;
	await call(server, 'identity.requestCode', { email });
	const code = await mailedCode(server, email);
	const signedIn = await call(server, 'identity.signInWithCode', { email, code, name: 'Olga' });
	const { cookie } = signedIn;
	const started = await call(server, 'signups.start', undefined, cookie);
	const { id: signupId } =
		resultOf<Awaited<ReturnType<PlatformCaller['signups']['start']>>>(started);
	const name = `Orchard ${slug}`;
	const chosen = { signupId, name, slug, template: 'brand-fans', locale: 'en' };
	await call(server, 'signups.chooseCommunity', chosen, cookie);
	const access = { visibility: 'private', join: 'invite' };
	const invites = [`${slug}-friend@bench.example`];
	await call(server, 'signups.chooseAccess', { signupId, access, invites }, cookie);
	return { slug, name, signupId, cookie };
}

/** What the browser does when the last button is pressed, one request after the other. */
async function finish({ port }: BenchServer, ready: Ready): Promise<Legs> {
	const { slug, cookie, signupId } = ready;
	const agent = new Agent({ keepAlive: true });
	const started = performance.now();
	const live = await send(
		port,
		{ slug: '', path: `/start/${signupId}/live`, cookie },
		{ agent, body: '', headers: BY_SCRIPT },
	);
	const token = /\/enter\?token=([\w-]+)/.exec(live.body)?.[1];
	if (!token) throw new Error(`no way in: ${live.status} ${live.body}`);
	const isLive = performance.now();
	const door = await send(
		port,
		{ slug, path: `/enter?token=${token}` },
		{ agent, headers: BY_BROWSER },
	);
	if (!door.body.includes(token)) throw new Error(`no door: ${door.status}`);
	const entered = await send(
		port,
		{ slug, path: '/enter' },
		{ agent, body: new URLSearchParams({ token }).toString(), headers: FORM },
	);
	if (entered.status !== 303) throw new Error(`not let in: ${entered.status} ${entered.body}`);
	const isIn = performance.now();
	const inside = { slug, path: entered.location, cookie: entered.cookie };
	const page = await send(port, inside, { agent, headers: BY_BROWSER });
	const ended = performance.now();
	agent.destroy();
	if (page.status !== 200 || !page.body.includes(ready.name))
		throw new Error(`not the first page: ${page.status}`);
	return {
		...{ finish: isLive - started, enter: isIn - isLive },
		...{ page: ended - isIn, whole: ended - started },
	};
}

async function call(
	{ port }: BenchServer,
	procedure: string,
	input: unknown,
	cookie = '',
): Promise<Answer> {
	const body = input === undefined ? '' : JSON.stringify(wire.serialize(input));
	const answer = await send(port, { slug: '', path: `/api/trpc/${procedure}`, cookie }, { body });
	if (answer.status !== 200) throw new Error(`${procedure}: ${answer.status} ${answer.body}`);
	return answer;
}

function resultOf<T>({ body }: Answer): T {
	const { result } = JSON.parse(body) as { result: { data: string } };
	return wire.deserialize(result.data) as T;
}

/** The code in the local mailbox; mails go out within a second. */
async function mailedCode({ port }: BenchServer, to: string): Promise<string> {
	for (let look = 0; look < 100; look++) {
		const path = `/dev/mail.json?to=${encodeURIComponent(to)}`;
		const { body } = await send(port, { slug: '', path });
		const code = /\b\d{6}\b/.exec((JSON.parse(body) as { text: string }[])[0]?.text ?? '')?.[0];
		if (code) return code;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`no code for ${to}`);
}
