import { page } from '$app/state';
import { fuzzyScore } from './fuzzy.ts';

export type SpaceChoice = { id: string; name: string; icon: string };
type Navigation = { groups: readonly { spaces: readonly SpaceChoice[] }[] };

const SHOWN = 8;

/** The spaces that the writer can open and whose name fits, best first. */
export function spacesLike(query: string): SpaceChoice[] {
	const navigation = page.data['navigation'] as Navigation | undefined;
	return (navigation?.groups ?? [])
		.flatMap(({ spaces }) => spaces)
		.map((space) => ({ space, score: fuzzyScore(space.name, query) }))
		.filter(({ score }) => score > 0)
		.toSorted((one, other) => other.score - one.score)
		.slice(0, SHOWN)
		.map(({ space }) => space);
}
