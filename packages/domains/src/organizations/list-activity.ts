import * as z from 'zod';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import { checkWhole } from '../audit/index.ts';
import type { CheckedAudit } from '../audit/audit.schema.ts';
import type { PlatformDb } from '@kith/db/handles';
import type { PlatformContext } from '../context.ts';
import { logAfter, logHeadOf, logPage } from './log.queries.ts';
import type { Activity, ListActivity } from './organizations.schema.ts';
import { RUNNING } from './staff-rank.ts';

const Place = z.tuple([z.int()]);
type Details = { label: string } & Pick<Activity['items'][number], 'before' | 'after'>;

/** What staff did with the organization, newest first. */
export async function listActivity(
	ctx: PlatformContext,
	{ organizationId, cursor, limit }: ListActivity,
): Promise<Activity> {
	ctx.authorize(organizationId, RUNNING);
	const [before] = decodeCursor(cursor, Place) ?? [null];
	const rows = await logPage(ctx.db, { organizationId, before, limit }).execute();
	const page = toPage(rows, limit, ({ number }) => [number]);
	return {
		...page,
		items: page.items.map(({ number, at, action, actor, details }) => {
			const { label, before: was, after } = (details?.content ?? {}) as Partial<Details>;
			const actorName = (actor?.content['name'] as string | undefined) ?? '';
			return {
				...{ number, at, action, actorName, label: label ?? '' },
				...{ before: was ?? null, after: after ?? null },
			};
		}),
	};
}

/** Checks the log of an organization. */
// authorize: who runs commands on the installation needs no leave of an organization.
export function checkOrganizationLog(
	db: PlatformDb,
	{ organizationId, secret }: { organizationId: string; secret: string },
): Promise<CheckedAudit> {
	return checkWhole({
		...{ id: organizationId, secret },
		head: async () =>
			(await logHeadOf(db, organizationId).executeTakeFirst())?.logHead ?? undefined,
		after: async ({ count }, limit) => {
			const rows = await logAfter(db, organizationId, count, limit).execute();
			return rows.map((row) => ({ ...row, memberId: null }));
		},
		forgotten: async () => [],
	});
}
