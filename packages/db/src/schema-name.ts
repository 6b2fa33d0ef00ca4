const COMMUNITY_ID = /^[0-9a-z]{12}$/;

/**
 * The PostgreSQL schema of a community: `c_` + its permanent id. The one place where a schema name is made.
 * Throws when `communityId` is not 12 characters of [0-9a-z], so a name can never carry SQL.
 */
export function schemaOf(communityId: string): string {
	if (!COMMUNITY_ID.test(communityId)) throw new Error('not a community id');
	return `c_${communityId}`;
}

/** The schema's name as it stands in DDL, quoted. */
export function quotedSchemaOf(communityId: string): string {
	return `"${schemaOf(communityId)}"`;
}
