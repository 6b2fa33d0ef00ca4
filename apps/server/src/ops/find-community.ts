import type pg from 'pg';
import { Refusal } from './command.ts';

/** A worker has some hours to do what is due. */
export const WAITS = `coalesce(drop_at > now() - interval '6 hours', false) as waits`;

export type FoundCommunity = {
	id: string;
	slug: string;
	name: string;
	status: string;
	version: number;
	/** Closed in the studio, with its day of deletion to come. */
	waits: boolean;
};

/** The community at an address. Throws Refusal, which says how to find the right one. */
export async function findBySlug(owner: pg.Pool, slug: string): Promise<FoundCommunity> {
	const { rows } = await owner.query<FoundCommunity>(
		`select id, slug, name, status, version, ${WAITS}
		from platform.communities join platform.community_schemas using (id) where slug = $1`,
		[slug],
	);
	if (rows[0]) return rows[0];
	throw new Refusal(`There is no community at "${slug}". See: npm run ops -- communities list`);
}
