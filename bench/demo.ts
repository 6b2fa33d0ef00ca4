import type pg from 'pg';
import { wire } from '@kith/kernel/wire';
import { send } from './load.ts';
import type { BenchServer } from './server.ts';

/** The demo community that the benches visit. */
export const DEMO = 'slow-rail';
export const MEMBER = { email: 'mareike@demo.kith.invalid', password: 'kith-demo-kith' };

/** The cookie of one of its members. */
export async function signIn(server: BenchServer): Promise<string> {
	const path = '/api/trpc/identity.signInWithPassword';
	const body = JSON.stringify(wire.serialize(MEMBER));
	const answer = await send(server.port, { slug: DEMO, path }, { body });
	if (answer.status !== 200 || !answer.cookie) throw new Error(`no session: ${answer.body}`);
	return answer.cookie;
}

/** The schema of the demo community. */
export async function demoSchema(owner: pg.Pool): Promise<string> {
	const { rows } = await owner.query<{ id: string }>(
		'select id from platform.communities where slug = $1',
		[DEMO],
	);
	return `c_${rows[0]?.id}`;
}
