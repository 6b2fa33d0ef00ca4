import { MOST_TAGS, type FilingRule } from './filing.schema.ts';

export type KnownTag = { id: string; name: string; groupId: string | null };
export type Chosen = { tag: KnownTag; ruleId: string };

type Asked = {
	/** What its author gave it. */
	own: readonly Pick<KnownTag, 'id' | 'groupId'>[];
	/** The tags that rules name and are there. */
	known: readonly KnownTag[];
	/** Groups of which a post has one tag at most. */
	onlyOne: ReadonlySet<string>;
};

/**
 * Which tags rules add, in their order: what the author chose stays, of a group of which a post has one the first holds, and
 * a post gets no more than it may have.
 */
export function chooseTags(
	meant: readonly Pick<FilingRule, 'id' | 'tagIds'>[],
	{ own, known, onlyOne }: Asked,
): Chosen[] {
	const byId = new Map(known.map((tag) => [tag.id, tag]));
	const has = new Set(own.map(({ id }) => id));
	const taken = new Set(own.map(({ groupId }) => groupId));
	const chosen: Chosen[] = [];
	for (const { id: ruleId, tagIds } of meant)
		for (const tagId of tagIds) {
			const tag = byId.get(tagId);
			if (!tag || has.has(tagId) || has.size >= MOST_TAGS) continue;
			if (tag.groupId && onlyOne.has(tag.groupId) && taken.has(tag.groupId)) continue;
			has.add(tagId);
			taken.add(tag.groupId);
			chosen.push({ tag, ruleId });
		}
	return chosen;
}
