import { AbilityBuilder, createMongoAbility, subject, type RawRuleOf } from '@casl/ability';
import type { Action, AppAbility, Grants, Policy, SubjectName, SubjectRow } from './permission.ts';

/** Compiles the policies of every domain for one actor. */
export function buildAbility(sentences: readonly Policy[], grants: Grants): AppAbility {
	const builder = new AbilityBuilder<AppAbility>(createMongoAbility);
	for (const policy of sentences) policy(grants, builder);
	return createMongoAbility<AppAbility>(builder.rules.filter(canMatch));
}

/**
 * A rule on none at all would still be a rule on the kind, and let through who asks without a row. Reading is
 * left: who reads nothing is shown an empty list.
 */
function canMatch({ action, conditions }: RawRuleOf<AppAbility>): boolean {
	if (action === 'read') return true;
	const asked = Object.values(conditions ?? {}) as { $in?: readonly unknown[] }[];
	return !asked.some((one) => one?.$in?.length === 0);
}

/** Whether `ability` allows `action` on the kind `name`, or on the one `row` of it. */
export function isAllowed(
	ability: AppAbility,
	action: Action,
	name: SubjectName,
	row?: SubjectRow,
): boolean {
	return ability.can(action, row ? subject(name, { ...row }) : name);
}
