import type { CommunityDb } from '@kith/db/handles';
import { LimitReachedError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { DEFAULT_STORAGE, FileKind, StorageLimits, type StorageReport } from './media.schema.ts';
import { hasModule } from '../modules/index.ts';
import { Entitlements } from '../tiers/tiers.schema.ts';
import {
	claimBytes,
	EVERYBODY,
	largestFiles,
	largestOwners,
	saveStorageSetting,
	shiftUsage,
	storageSetting,
	tiersHeld,
	usageOf,
} from './storage.queries.ts';

const LISTED = 10;

/** What is kept, who keeps most, and what may be kept. */
export async function readStorage(ctx: CommunityContext): Promise<StorageReport> {
	ctx.authorize('administer', 'Setting', { key: 'storage' });
	const [limits, usage, owners, files] = await Promise.all([
		storageLimits(ctx.db),
		usageOf(ctx.db, EVERYBODY).executeTakeFirst(),
		largestOwners(ctx.db, LISTED).execute(),
		largestFiles(ctx.db, LISTED).execute(),
	]);
	return {
		...{ limits, bytes: Number(usage?.bytes ?? 0), files: usage?.files ?? 0 },
		largestMembers: owners.map((owner) => ({ ...owner, bytes: Number(owner.bytes) })),
		largestFiles: files.map((file) => ({ ...file, kind: FileKind.parse(file.kind) })),
	};
}

/** Changes how much may be kept. What is there already stays, even above a lower limit. */
export async function limitStorage(ctx: CommunityContext, limits: StorageLimits): Promise<void> {
	ctx.authorize('administer', 'Setting', { key: 'storage' });
	await ctx.transaction(async (tx) => {
		const before = await storageLimits(tx.db);
		await saveStorageSetting(tx.db, limits, ctx.clock.now()).execute();
		tx.audit({
			action: 'settings.updated',
			target: { kind: 'settings', id: 'storage', label: 'storage' },
			...{ before, after: limits },
		});
	});
}

/** The limits of this community, or those it starts with. */
export async function storageLimits(db: CommunityDb): Promise<StorageLimits> {
	const row = await storageSetting(db).executeTakeFirst();
	return StorageLimits.safeParse(row?.value).data ?? DEFAULT_STORAGE;
}

type File = { ownerId: string | null; bytes: number };

/**
 * Counts a file in before its bytes are taken, in the transaction of `db`; exact however many come at once.
 * Memberships raise what one member may keep. Throws `media.too_large`, `media.member_full` or `media.community_full` with the limit in bytes.
 */
// authorize: the verbs that take files in have asked.
export async function reserveStorage(
	ctx: CommunityContext,
	db: CommunityDb,
	{ ownerId, bytes }: File,
): Promise<void> {
	const { communityBytes, ...limits } = await storageLimits(db);
	const { fileBytes, memberBytes } = await raisedFor(ctx, db, ownerId, limits);
	if (bytes > fileBytes) throw new LimitReachedError('media.too_large', { limitBytes: fileBytes });
	// The member first, everybody last: two uploads never wait for each other in a circle.
	if (ownerId) await claim(db, { ownerId, bytes, limit: memberBytes }, 'media.member_full');
	await claim(db, { ownerId: EVERYBODY, bytes, limit: communityBytes }, 'media.community_full');
}

/** What a member's memberships raise limits to, where that is more. */
async function raisedFor(
	ctx: CommunityContext,
	db: CommunityDb,
	ownerId: string | null,
	limits: Omit<StorageLimits, 'communityBytes'>,
): Promise<Omit<StorageLimits, 'communityBytes'>> {
	if (!ownerId || !hasModule(ctx, 'memberships')) return limits;
	const rows = await tiersHeld(db, ownerId, ctx.clock.now()).execute();
	const raised = { ...limits };
	for (const one of rows.flatMap(({ entitlements }) => Entitlements.parse(entitlements)))
		if (one.kind === 'limit') raised[one.key] = Math.max(raised[one.key], one.amount);
	return raised;
}

/** Counts files out again, or by a difference in bytes alone, in the transaction of `db`. */
export async function releaseStorage(db: CommunityDb, files: readonly File[], count = 1) {
	const owners = Map.groupBy(files, ({ ownerId }) => ownerId);
	for (const ownerId of [...owners.keys()].filter((id) => id !== null).toSorted())
		await shift(db, ownerId, owners.get(ownerId) ?? [], count);
	await shift(db, EVERYBODY, files, count);
}

async function shift(db: CommunityDb, ownerId: string, files: readonly File[], count: number) {
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	await shiftUsage(db, ownerId, { bytes: -bytes, files: -files.length * count }).execute();
}

async function claim(
	db: CommunityDb,
	wanted: { ownerId: string; bytes: number; limit: number },
	code: string,
): Promise<void> {
	const mayFit = wanted.bytes <= wanted.limit;
	const claimed = mayFit && (await claimBytes(db, wanted).executeTakeFirst());
	if (!claimed) throw new LimitReachedError(code, { limitBytes: wanted.limit });
}
