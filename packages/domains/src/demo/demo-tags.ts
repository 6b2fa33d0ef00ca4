import { newId } from '@kith/kernel/ids';
import { tagSlug } from '../tags/tags.schema.ts';
import type { Demo } from '../templates/index.ts';
import type { Contributions } from './demo-rows.ts';
import type { TagRows } from './demo.queries.ts';

/** The rows of a demo's tags: those that its groups describe, and those that only its posts name. */
export function tagRowsOf(demo: Demo, onPosts: Contributions['tags'], createdAt: Date): TagRows {
	const rows: TagRows = { groups: [], tags: [], names: [], onPosts: [] };
	const ids = new Map<string, string>();
	const make = (name: string, more: { description?: string; groupId?: string } = {}) => {
		const slug = tagSlug(name);
		const known = ids.get(slug);
		if (known) return known;
		const id = newId();
		ids.set(slug, id);
		rows.tags.push({ id, name, slug, createdAt, ...more });
		rows.names.push({ slug, tagId: id, name, kind: 'main' });
		return id;
	};
	for (const [position, group] of (demo.tagGroups ?? []).entries()) {
		const groupId = newId();
		rows.groups.push({ id: groupId, name: group.name, onlyOne: group.onlyOne, position });
		for (const { name, description, synonyms = [] } of group.tags) {
			const tagId = make(name, { description, groupId });
			for (const synonym of synonyms) {
				ids.set(tagSlug(synonym), tagId);
				rows.names.push({ slug: tagSlug(synonym), tagId, name: synonym, kind: 'synonym' });
			}
		}
	}
	for (const { postId, names } of onPosts)
		for (const tagId of new Set(names.map((name) => make(name))))
			rows.onPosts.push({ postId, tagId });
	return rows;
}
