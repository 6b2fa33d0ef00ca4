import * as z from 'zod';
import { CommunityName } from '../communities/communities.schema.ts';

/** What an archive calls itself, and the version of that form: another form gets another number. */
export const FORMAT = { format: 'kith-community', formatVersion: 1 } as const;
/** Archives began with this version of a community's schema; there are none of older ones. */
export const FIRST_SCHEMA_VERSION = 31;

const MB = 1024 ** 2;
const GB = 1024 ** 3;
/** What an archive may be at most: whoever packs more than this into one means no good, or needs an operator. */
export const ARCHIVE_LIMITS = {
	bytes: 20 * GB,
	unpackedBytes: 40 * GB,
	/** Beyond the first bytes nothing of ours shrinks by more than this. */
	ratio: 120,
	ratioFrom: 16 * MB,
	entries: 2_000_000,
	/** Of rows in one entry. */
	chunkBytes: 16 * MB,
	/** Of the list of sums, which has a line for every entry. */
	sumsBytes: 512 * MB,
	fileBytes: 5 * GB,
	pictureBytes: 25 * MB,
} as const;

/** The part of an archive that one request brings. */
export const ARCHIVE_CHUNK_BYTES = 8 * MB;
/** Days that an archive is kept for whoever asked for it. */
export const KEPT_DAYS = 7;
/** Archives under way that one organization may have. */
export const MOST_UNDER_WAY = 3;

/** So long a closed community can be kept. */
export const UNDO_DAYS = 14;

const Count = z.int().min(0);

/** The first entry of an archive: what it is, and how much of everything is in it. */
export const Manifest = z.strictObject({
	format: z.literal(FORMAT.format),
	formatVersion: z.int(),
	schemaVersion: z.int().min(1),
	takenAt: z.iso.datetime({ offset: true }),
	community: z.strictObject({
		id: z.string().regex(/^[0-9a-z]{12}$/),
		slug: z.string().max(63),
		name: CommunityName,
		locale: z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
		template: z.string().max(40),
	}),
	/** The version that the tables of each module stand at. */
	modules: z.record(z.string().max(40), z.int().min(1)).default({}),
	rows: z.record(z.string().max(63), Count),
	files: Count,
	leftOut: z.array(z.string().max(100)).max(200),
});
export type Manifest = z.infer<typeof Manifest>;

/** What came of reading an archive: shown before it is loaded, and kept afterwards. */
export const LoadReport = z.strictObject({
	name: z.string(),
	takenAt: z.string(),
	schemaVersion: z.int(),
	rows: z.record(z.string(), Count),
	files: Count,
	/** Files whose bytes the archive does not hold. */
	missingFiles: Count,
	leftOut: z.array(z.string()),
	/** Members who hold a role that could take the community over. */
	strongMembers: Count,
});
export type LoadReport = z.infer<typeof LoadReport>;

export const ARCHIVE_STATES = [
	...(['uploading', 'waiting', 'checking', 'checked', 'running'] as const),
	...(['done', 'failed', 'expired'] as const),
] as const;

/** An archive as the studio lists it. */
export const ArchiveView = z.strictObject({
	id: z.uuid(),
	kind: z.enum(['export', 'import']),
	state: z.enum(ARCHIVE_STATES),
	name: z.string(),
	askedBy: z.string().nullable(),
	askedAt: z.date(),
	finishedAt: z.date().nullable(),
	expiresAt: z.date(),
	bytes: z.number(),
	received: z.number(),
	/** From 0 to 1. */
	progress: z.number(),
	sha256: z.string().nullable(),
	communityId: z.string().nullable(),
	failure: z.string().nullable(),
	details: z.record(z.string(), z.unknown()),
	report: LoadReport.nullable(),
});
export type ArchiveView = z.infer<typeof ArchiveView>;

export const OfCommunity = z.strictObject({ communityId: z.string().max(12) });
export type OfCommunity = z.infer<typeof OfCommunity>;
export const CloseCommunity = OfCommunity.extend({ address: z.string().max(100) });
export type CloseCommunity = z.infer<typeof CloseCommunity>;

export const ClosingView = z.strictObject({
	closedAt: z.date(),
	dropAt: z.date(),
	closedBy: z.string().nullable(),
});
export type ClosingView = z.infer<typeof ClosingView>;

export const OfOrganization = z.strictObject({ organizationId: z.uuid() });
export type OfOrganization = z.infer<typeof OfOrganization>;
export const ArchiveRef = z.strictObject({ archiveId: z.uuid() });
export type ArchiveRef = z.infer<typeof ArchiveRef>;

export const BeginImport = OfOrganization.extend({
	name: z.string().min(1).max(200),
	bytes: z.int().min(1).max(ARCHIVE_LIMITS.bytes),
});
export type BeginImport = z.infer<typeof BeginImport>;

export const LoadCommunity = ArchiveRef.extend({ name: CommunityName, slug: z.string().max(63) });
export type LoadCommunity = z.infer<typeof LoadCommunity>;
