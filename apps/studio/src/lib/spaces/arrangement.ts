import type { ArrangeSpaces } from '@kith/domains/spaces/schema';

/** The navigation while it is being put in order: groups with the ids of their spaces; null is "no group". */
export type Arrangement = readonly Shelf[];
export type Shelf = { groupId: string | null; spaceIds: readonly string[] };

type Tree = {
	groups: readonly { id: string }[];
	spaces: readonly { id: string; groupId: string | null }[];
};

/** The order that the server has. The shelf without a group stands first, as in the member site. */
export function arrangementOf({ groups, spaces }: Tree): Arrangement {
	const known = new Set(groups.map(({ id }) => id));
	const shelfOf = (groupId: string | null) => (groupId && known.has(groupId) ? groupId : null);
	return [null, ...groups.map(({ id }) => id)].map((groupId) => ({
		groupId,
		spaceIds: spaces.filter((space) => shelfOf(space.groupId) === groupId).map(({ id }) => id),
	}));
}

/** Puts a space before the one at `index` of a shelf, counted without the space itself. */
export function placeSpace(
	arrangement: Arrangement,
	spaceId: string,
	to: { groupId: string | null; index: number },
): Arrangement {
	return arrangement.map(({ groupId, spaceIds }) => {
		const rest = spaceIds.filter((id) => id !== spaceId);
		if (groupId !== to.groupId) return { groupId, spaceIds: rest };
		return { groupId, spaceIds: rest.toSpliced(Math.max(0, to.index), 0, spaceId) };
	});
}

/** Moves a space one line up or down, across the edge of its group where it stands at one. */
export function stepSpace(arrangement: Arrangement, spaceId: string, step: -1 | 1): Arrangement {
	const shelf = arrangement.findIndex(({ spaceIds }) => spaceIds.includes(spaceId));
	const from = arrangement[shelf];
	if (!from) return arrangement;
	const index = from.spaceIds.indexOf(spaceId) + step;
	if (index >= 0 && index < from.spaceIds.length)
		return placeSpace(arrangement, spaceId, { groupId: from.groupId, index });
	const next = arrangement[shelf + step];
	if (!next) return arrangement;
	const end = step === 1 ? 0 : next.spaceIds.length;
	return placeSpace(arrangement, spaceId, { groupId: next.groupId, index: end });
}

/** Moves a group one place up or down; the shelf without a group stays first. */
export function stepGroup(arrangement: Arrangement, groupId: string, step: -1 | 1): Arrangement {
	const index = arrangement.findIndex((shelf) => shelf.groupId === groupId);
	const shelf = arrangement[index];
	const target = index + step;
	if (!shelf || target < 1 || target >= arrangement.length) return arrangement;
	return arrangement.toSpliced(index, 1).toSpliced(target, 0, shelf);
}

/** Whether two arrangements show the same. */
export function isSame(a: Arrangement, b: Arrangement): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

/** What the server takes. */
export function orderOf(arrangement: Arrangement): ArrangeSpaces {
	return {
		groups: arrangement.map(({ groupId, spaceIds }) => ({ groupId, spaceIds: [...spaceIds] })),
	};
}
