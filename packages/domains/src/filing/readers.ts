import { grantsOf } from '../permissions/grants.ts';
import { NOBODY } from '../permissions/permission.ts';
import type { CommunitySnapshot } from '../snapshot.ts';
import { readersAfter, type FilingRule, type Readers } from './filing.schema.ts';

const known = new WeakMap<CommunitySnapshot, (spaceId: string) => Readers>();

/** Who may read a space, by its settings and what roles may: a visitor, a member without any other role, or only some. */
// authorize: whoever files posts, or says how they are filed, has asked.
export function readersIn(snapshot: CommunitySnapshot): (spaceId: string) => Readers {
	const before = known.get(snapshot);
	if (before) return before;
	const member = { memberId: NOBODY, roleIds: [], spaceIds: [] };
	const visitors = new Set(grantsOf(snapshot, null).spaces.readable);
	const members = new Set(grantsOf(snapshot, member).spaces.readable);
	const of = (spaceId: string): Readers => {
		if (visitors.has(spaceId)) return 'everybody';
		return members.has(spaceId) ? 'members' : 'some';
	};
	known.set(snapshot, of);
	return of;
}

/** Where the rules that mean a post move it, and whether that is refused. */
export type Course = { toSpaceId: string | null; moverId: string | null; isRefused: boolean };

type Asked = {
	snapshot: CommunitySnapshot;
	/** Where it was written. */
	spaceId: string;
	/** Whether its author may read a space. */
	mayRead: (spaceId: string) => boolean;
};

/**
 * The first move among rules that mean a post holds. One to a space that is gone, that the author may not read, or where
 * more people could read the post than where it was written, is none.
 */
// authorize: as above.
export function courseOf(
	meant: readonly Pick<FilingRule, 'id' | 'toSpaceId'>[],
	{ snapshot, spaceId, mayRead }: Asked,
): Course {
	const readers = readersIn(snapshot);
	let isRefused = false;
	for (const { id, toSpaceId } of meant) {
		if (toSpaceId === null || !snapshot.spaces.some((space) => space.id === toSpaceId)) continue;
		// It is where the rule would have it.
		if (toSpaceId === spaceId) return { toSpaceId: null, moverId: null, isRefused };
		const widens = readersAfter(readers(spaceId), readers(toSpaceId)) === 'more';
		if (!widens && mayRead(toSpaceId)) return { toSpaceId, moverId: id, isRefused };
		isRefused = true;
	}
	return { toSpaceId: null, moverId: null, isRefused };
}
