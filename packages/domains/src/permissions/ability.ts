import { AbilityBuilder, createMongoAbility, subject } from '@casl/ability';
import type { Action, AppAbility, Grants, Policy, SubjectName, SubjectRow } from './permission.ts';

/** Compiles the policies of every domain for one actor. Cheap enough to build per change, worth caching per actor. */
export function buildAbility(policies: readonly Policy[], grants: Grants): AppAbility {
	const builder = new AbilityBuilder<AppAbility>(createMongoAbility);
	for (const policy of policies) policy(grants, builder);
	return builder.build();
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
