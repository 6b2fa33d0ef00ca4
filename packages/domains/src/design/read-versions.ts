import { NotFoundError } from '@kith/kernel/errors';
import { staffPeople } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { versionList, versionPair } from './design.queries.ts';
import {
	Site,
	type DesignVersion,
	type Section,
	type VersionRef,
	type VersionView,
} from './design.schema.ts';

const MOST_LISTED = 100;

type Row = {
	version: number;
	note: string;
	changed: string[];
	publishedAt: Date;
	publisher: string | null;
	staffId: string | null;
};

/** The versions that were published, newest first. */
export async function listVersions(ctx: CommunityContext): Promise<DesignVersion[]> {
	ctx.authorize('update', 'Community');
	const rows = await versionList(ctx.db, MOST_LISTED).execute();
	return withNames(ctx, rows);
}

/** One version beside the one before it. Throws `design.version_not_found`. */
export async function getVersion(
	ctx: CommunityContext,
	{ version }: VersionRef,
): Promise<VersionView> {
	ctx.authorize('update', 'Community');
	const rows = await versionPair(ctx.db, version).execute();
	const [found, before] = rows;
	if (found?.version !== version) throw new NotFoundError('design.version_not_found');
	const [named] = await withNames(ctx, [found]);
	if (!named) throw new NotFoundError('design.version_not_found');
	return {
		...named,
		site: Site.parse(found.site),
		before: before ? Site.parse(before.site) : null,
	};
}

/** Staff who never became members are named by the platform. */
async function withNames(
	{ services }: CommunityContext,
	rows: readonly Row[],
): Promise<DesignVersion[]> {
	const ids = rows.flatMap(({ publisher, staffId }) =>
		publisher === null && staffId ? staffId : [],
	);
	const people =
		ids.length > 0 ? await staffPeople(services.platform, [...new Set(ids)]).execute() : [];
	const names = new Map(people.map(({ id, name }) => [id, name]));
	return rows.map(({ version, note, changed, publishedAt, publisher, staffId }) => ({
		...{ version, note, publishedAt, changed: changed as Section[] },
		publisher: publisher ?? names.get(staffId ?? '') ?? null,
		isFirst: changed.length === 0,
	}));
}
