import { policies } from '../abilities.ts';
import type { CommunitySnapshot } from '../snapshot.ts';
import { buildAbility } from './ability.ts';
import { grantsOf } from './grants.ts';
import type { AppAbility, Grants } from './permission.ts';
import type { Standing } from './standing.ts';

type Compiled = { grants: Grants; ability: AppAbility };

const VISITOR = {};
const compiled = new WeakMap<CommunitySnapshot, WeakMap<object, Compiled>>();

/**
 * What an actor may do in a community as it is now, worked out once for each pair of the two: a change of roles or
 * spaces makes a new snapshot, a change of the member a new standing.
 */
export function abilityOf(snapshot: CommunitySnapshot, standing: Standing | null): Compiled {
	const here = compiled.get(snapshot) ?? new WeakMap<object, Compiled>();
	compiled.set(snapshot, here);
	const who = standing ?? VISITOR;
	const known = here.get(who);
	if (known) return known;
	const grants = grantsOf(snapshot, standing);
	const fresh = { grants, ability: buildAbility(policies, grants) };
	here.set(who, fresh);
	return fresh;
}
