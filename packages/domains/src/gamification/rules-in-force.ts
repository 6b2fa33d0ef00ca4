import type { CommunityDb } from '@kith/db/handles';
import { RuleDefinition } from './gamification.schema.ts';
import type { RuleVersion } from './evaluate.ts';
import { ruleVersions } from './points.queries.ts';
import { reachOf, type Reach } from './reach.ts';

/** A rule with all that it ever said. */
export type Rule = {
	id: string;
	versions: readonly RuleVersion[];
	reach: Reach;
	/** Whether it is off the list: what it counted stays, and it brings no more. */
	isRemoved: boolean;
};

/** Every rule that was ever published. */
export async function publishedRules(db: CommunityDb): Promise<Rule[]> {
	const byId = new Map<string, RuleVersion[]>();
	const removed = new Set<string>();
	for (const row of await ruleVersions(db).execute()) {
		const { ruleId, definition, countsFrom, countsUntil } = row;
		if (row.archivedAt) removed.add(ruleId);
		const version = {
			definition: RuleDefinition.parse(definition),
			countsFrom: countsFrom.getTime(),
			countsUntil: countsUntil?.getTime() ?? null,
		};
		byId.set(ruleId, [...(byId.get(ruleId) ?? []), version]);
	}
	return [...byId].map(([id, versions]) => ({
		...{ id, versions, isRemoved: removed.has(id) },
		reach: reachOf(versions.map(({ definition }) => definition)),
	}));
}
