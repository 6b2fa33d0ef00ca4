import { createStudioClient } from '@kith/client/browser';
import {
	MOST_CHANGES,
	type OtherwiseAsked,
	type OtherwiseTold,
} from '@kith/domains/roles/otherwise';
import type { Cell, Change } from './word-edit.svelte.ts';

const PAUSE_MS = 120;

type Saved = {
	communityId: string;
	scope: OtherwiseAsked['scope'];
	/** What comes of what is saved. */
	told: OtherwiseTold;
};

/**
 * What comes of the words that a place leaves out, as the server would decide with the changes that are not saved yet.
 * Until it has answered, and for more changes than it looks at, what it said last stands.
 */
export class Otherwise {
	readonly #saved: () => Saved;
	#tried = $state.raw<OtherwiseTold>();

	constructor(saved: () => Saved, changes: () => readonly Change[]) {
		this.#saved = saved;
		$effect(() => {
			const made = changes();
			const { communityId, scope, told } = saved();
			if (made.length === 0) {
				this.#tried = undefined;
				return;
			}
			if (made.length > MOST_CHANGES) return;
			let isStale = false;
			const timer = setTimeout(async () => {
				const asked = { scope, changes: byRole(made) };
				const { otherwise } = createStudioClient(communityId).roles;
				const answer = await otherwise.query(asked).catch(() => told);
				if (!isStale) this.#tried = answer;
			}, PAUSE_MS);
			return () => {
				isStale = true;
				clearTimeout(timer);
			};
		});
	}

	allows({ column, permission }: Cell): boolean {
		const told = this.#tried ?? this.#saved().told;
		return told.find(({ roleId }) => roleId === column)?.allowed.includes(permission) ?? false;
	}
}

function byRole(changes: readonly Change[]): OtherwiseAsked['changes'] {
	const roles: Record<string, Record<string, Change['after']>> = {};
	for (const { column, permission, after } of changes) (roles[column] ??= {})[permission] = after;
	return roles;
}
