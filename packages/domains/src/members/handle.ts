import { handlesLike } from './members.queries.ts';
import type { CommunityDb } from '@kith/db/handles';

const RESERVED = new Set([
	'admin',
	'administrator',
	'everyone',
	'here',
	'me',
	'moderator',
	'new',
	'owner',
	'staff',
]);

/** The handle a name suggests: a-z, 0-9 and hyphens, 30 characters; `member` for names of other scripts. */
export function handleFrom(name: string): string {
	const plain = name
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 26)
		.replace(/-$/, '');
	return plain === '' || RESERVED.has(plain) ? 'member' : plain;
}

/** Whether a handle would pass for a role of the house or a word that mentions give a meaning. */
export function isReservedHandle(handle: string): boolean {
	return RESERVED.has(handle);
}

/** A free handle near `name`: the plain one, or with the smallest number behind it. */
export async function freeHandle(db: CommunityDb, name: string): Promise<string> {
	const base = handleFrom(name);
	const rows = await handlesLike(db, base).execute();
	const taken = new Set(rows.map(({ handle }) => handle));
	if (!taken.has(base)) return base;
	for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
