import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { FieldFilters, MemberRow, MemberSort, RoleKey } from '../members/members.schema.ts';
import { Labels } from './labels.schema.ts';

export const MOST_SEGMENTS = 50;
export const MOST_NAMED = 20;
export const MOST_ACTIVITY_DAYS = 730;

/** Where a member stands, as staff look for them; who was removed and is not banned is nobody's concern any more. */
export const RosterState = z.enum([
	...(['active', 'pending', 'paying', 'staged', 'silenced', 'suspended', 'banned'] as const),
]);
export type RosterState = z.infer<typeof RosterState>;

/** What members did in the last days, or did not. */
export const Activity = z.strictObject({
	kind: z.enum(['seen', 'not_seen', 'posted', 'not_posted']),
	days: z.int().min(1).max(MOST_ACTIVITY_DAYS),
});
export type Activity = z.infer<typeof Activity>;

/** A role that is given in single spaces. */
export const SpaceRole = z.strictObject({ roleKey: RoleKey, spaceId: z.uuid().nullable() });
export type SpaceRole = z.infer<typeof SpaceRole>;

/** Whom staff look for; all of it must fit, and of each list any. */
export const RosterFilter = z.strictObject({
	/** Any part of a name or handle, or the beginning of an address for who sees addresses. */
	search: z.string().trim().max(80).default(''),
	/** Empty: everybody who is here, waits or is expected. */
	states: z.array(RosterState).max(RosterState.options.length).default([]),
	roleKeys: z.array(RoleKey).max(MOST_NAMED).default([]),
	filters: FieldFilters.default([]),
	/** Followed. */
	tagIds: z.array(z.uuid()).max(MOST_NAMED).default([]),
	/** Let into, or followed. */
	spaceIds: z.array(z.uuid()).max(MOST_NAMED).default([]),
	/** Held in one space, or in any where `spaceId` is null. */
	spaceRole: SpaceRole.nullable().default(null),
	activity: Activity.nullable().default(null),
	/** Days in UTC, both included. */
	joinedFrom: z.iso.date().nullable().default(null),
	joinedTo: z.iso.date().nullable().default(null),
	/** Any of these, and none of those; for who may read notes. */
	labels: Labels.default([]),
	withoutLabels: Labels.default([]),
	/** Came in by this invitation. */
	invitationId: z.uuid().nullable().default(null),
});
export type RosterFilter = z.infer<typeof RosterFilter>;
export const EVERYBODY: RosterFilter = RosterFilter.parse({});

export const ListRoster = PageInput.extend({
	/** May hold a name, so it is longer than the cursor of other lists. */
	cursor: z.string().max(800).nullish(),
	filter: RosterFilter.default(EVERYBODY),
	sort: MemberSort.default('newest'),
});
export type ListRoster = z.infer<typeof ListRoster>;
/** A member of the list, with what staff call them; null for who may not read notes. */
export const RosterRow = MemberRow.extend({ labels: z.array(z.string()).nullable() });
export type RosterRow = z.infer<typeof RosterRow>;

export const RosterPage = z.strictObject({
	items: z.array(RosterRow),
	nextCursor: z.string().nullable(),
});

export const MemberRef = z.strictObject({ memberId: z.uuid() });
export type MemberRef = z.infer<typeof MemberRef>;

/** One member as those see them who look after the community. */
export const RosterMember = RosterRow.extend({
	locale: z.string().nullable(),
	timeZone: z.string().nullable(),
	postCount: z.int(),
	commentCount: z.int(),
	/** Of the guidelines; 0 for who accepted none. */
	guidelinesVersion: z.int(),
	/** Null for who does not look after all members. */
	hasSecondFactor: z.boolean().nullable(),
	/** Whether the actor may make one account of this and another. */
	mayMerge: z.boolean(),
	mayLabel: z.boolean(),
	/** Whose invitation they came by. */
	invitedBy: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
});
export type RosterMember = z.infer<typeof RosterMember>;

export const CountRoster = z.strictObject({ filter: RosterFilter.default(EVERYBODY) });
export type CountRoster = z.infer<typeof CountRoster>;
export const RosterCount = z.strictObject({ count: z.int() });
export type RosterCount = z.infer<typeof RosterCount>;

export const ExportRoster = z.strictObject({ filter: RosterFilter.default(EVERYBODY) });
export type ExportRoster = z.infer<typeof ExportRoster>;
export const RosterExport = z.strictObject({
	count: z.int(),
	/** Whether labels are among the columns, which only who may read notes is shown. */
	hasLabels: z.boolean(),
	/** The columns beside those that everybody has. */
	fields: z.array(z.strictObject({ id: z.uuid(), label: z.string() })),
});
export type RosterExport = z.infer<typeof RosterExport>;

const SegmentName = z.string().trim().min(1).max(60);

/** A filter under a name, for all who run the community. */
export const Segment = z.strictObject({ id: z.uuid(), name: SegmentName, filter: RosterFilter });
export type Segment = z.infer<typeof Segment>;
export const Segments = z.array(Segment);

/** Of a new segment the id is made before the first try; of one that is there it changes name and filter. */
export const SaveSegment = z.strictObject({
	id: z.uuid(),
	name: SegmentName,
	filter: RosterFilter.default(EVERYBODY),
});
export type SaveSegment = z.infer<typeof SaveSegment>;

export const SegmentRef = z.strictObject({ segmentId: z.uuid() });
export type SegmentRef = z.infer<typeof SegmentRef>;
