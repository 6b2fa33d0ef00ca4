import { failureOf } from '@kith/client/failure';
import { orErrorPage } from '#lib/shell/loading.ts';
import type { communityFor } from '#lib/studio/server/community.ts';
import type { Named } from '../rule-words.ts';

type Api = Awaited<ReturnType<typeof communityFor>>['api'];

/** What `ask` gives; null where points are not switched on. */
export async function orOff<T>(ask: Promise<T>): Promise<T | null> {
	const asked = ask.catch((cause: unknown) => {
		if (failureOf(cause).code === 'module.off') return null;
		throw cause;
	});
	return orErrorPage(asked);
}

/** Everything that rules can name. */
export async function namedOf(api: Api): Promise<Named> {
	const [spaces, roles, tags, badges] = await orErrorPage(
		Promise.all([
			api.spaces.choices(),
			api.roles.list(),
			api.tags.manage({ search: '', cursor: null, limit: 100 }),
			api.gamification.badges(),
		]),
	);
	return {
		spaces: spaces.map(({ id, name, icon }) => ({ id, name: `${icon} ${name}`.trim() })),
		roles: roles.map(({ id, name }) => ({ id, name })),
		tags: tags.items.map(({ id, name }) => ({ id, name })),
		badges: badges.map(({ id, name, icon }) => ({ id, name: `${icon} ${name}` })),
	};
}
