export {
	giveRoles,
	giveRolesInSpaces,
	giveSpaces,
	takeRoles,
	takeSpaces,
} from './grants.queries.ts';
export {
	BY_ANSWERS,
	BY_DIRECTORY,
	BY_HAND,
	BY_LEVEL,
	BY_MEMBERSHIP,
	BY_RULE,
	BY_SUSPENSION,
	bySignIn,
	Taken,
	type Stays,
} from './grants.schema.ts';
export type { RoleInSpace } from './grants.queries.ts';
export { settle, type Due } from './settle.ts';
export { entryThatStays, rolesThatStay, rolesThatStayIn } from './what-stays.ts';
