import type { CommunityDb } from '@kith/db/handles';
import { RuleDefinition } from './gamification.schema.ts';
import type { RuleVersion } from './evaluate.ts';
import { ruleVersions } from './points.queries.ts';
import { reachOf, type Reach } from './reach.ts';

/** A rule with all that it ever said. */
export type Rule = { id: string; versions: readonly RuleVersion[]; reach: Reach };

/** Every rule that was ever published. */
export async function publishedRules(db: CommunityDb): Promise<Rule[]> {
	const byId = new Map<string, RuleVersion[]>();
	for (const { ruleId, definition, countsFrom, countsUntil } of await ruleVersions(db).execute()) {
		const version = {
			definition: RuleDefinition.parse(definition),
			countsFrom: countsFrom.getTime(),
			countsUntil: countsUntil?.getTime() ?? null,
		};
		byId.set(ruleId, [...(byId.get(ruleId) ?? []), version]);
	}
	return [...byId].map(([id, versions]) => ruleOf(id, versions));
}

export const ruleOf = (id: string, versions: readonly RuleVersion[]): Rule => ({
	...{ id, versions, reach: reachOf(versions.map(({ definition }) => definition)) },
});
