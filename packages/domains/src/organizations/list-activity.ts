import * as z from 'zod';
import { decodeCursor, toPage } from '@kith/kernel/pages';
import { checkWhole, takenOf } from '../audit/index.ts';
import type { AuditActor, CheckedAudit } from '../audit/audit.schema.ts';
import type { PlatformDb } from '@kith/db/handles';
import type { PlatformContext } from '../context.ts';
import { lateStaff, logAfter, logCount, logHeadOf, logPage } from './log.queries.ts';
import type { Activity, ExportActivity, ListActivity } from './organizations.schema.ts';
import { organizationById } from './organizations.queries.ts';
import { RUNNING } from './staff-rank.ts';

const Place = z.tuple([z.int()]);
type Details = { label: string } & Pick<Activity['items'][number], 'before' | 'after'>;

const LATE = 1000;

/** What staff did with the organization, newest first. */
export async function listActivity(
	ctx: PlatformContext,
	{ organizationId, cursor, limit, ...filter }: ListActivity,
): Promise<Activity> {
	ctx.authorize(organizationId, RUNNING);
	const [before] = decodeCursor(cursor, Place) ?? [null];
	const rows = await logPage(ctx.db, { ...filter, organizationId, before, limit }).execute();
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

/** Begins a file of what staff did, and writes down who takes how much of it. */
export async function exportActivity(
	ctx: PlatformContext,
	{ organizationId, ...filter }: ExportActivity,
): Promise<void> {
	ctx.authorize(organizationId, RUNNING);
	await ctx.transaction(async (tx) => {
		const wanted = { ...filter, organizationId };
		const { count } = await logCount(tx.db, wanted).executeTakeFirstOrThrow();
		const { name } = await organizationById(tx.db, organizationId).executeTakeFirstOrThrow();
		tx.audit({
			...{ organizationId, action: 'activity.exported' },
			target: { kind: 'organization', id: organizationId, label: name },
			after: takenOf({ count: Number(count), ...filter }),
		});
	});
}

/** Who did one of the last thousand things that are written down. */
export async function listActivityActors(
	ctx: PlatformContext,
	{ organizationId }: { organizationId: string },
): Promise<AuditActor[]> {
	ctx.authorize(organizationId, RUNNING);
	const rows = await lateStaff(ctx.db, organizationId, LATE).execute();
	return rows.flatMap(({ id, name }) => (id && name ? [{ id, name, isStaff: true }] : []));
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
