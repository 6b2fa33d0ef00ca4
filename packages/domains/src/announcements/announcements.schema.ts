import * as z from 'zod';
import { PageInput } from '@kith/kernel/pages';
import { MailCounts } from '../deliveries/deliveries.schema.ts';

/** Whom an announcement is told, of those who may read its space. */
export const Audience = z.strictObject({
	/** `space`: those who were let into the space, or have been in it. */
	kind: z.enum(['everyone', 'roles', 'space']),
	roleIds: z.array(z.uuid()).max(20),
});
export type Audience = z.infer<typeof Audience>;

export const AnnouncementTerms = z.strictObject({
	audience: Audience,
	/** Its banner stays until a member says that they took note. */
	mustAcknowledge: z.boolean(),
});
export type AnnouncementTerms = z.infer<typeof AnnouncementTerms>;

export const TO_EVERYONE: AnnouncementTerms = {
	audience: { kind: 'everyone', roleIds: [] },
	mustAcknowledge: false,
};

export const AnnouncementRef = z.strictObject({ postId: z.uuid() });
export type AnnouncementRef = z.infer<typeof AnnouncementRef>;

export const ListMissing = PageInput.extend({ postId: z.uuid() });
export type ListMissing = z.infer<typeof ListMissing>;

const RoleName = z.strictObject({ id: z.uuid(), name: z.string() });

/** What whoever writes an announcement can choose from. */
export const AnnouncementOptions = z.strictObject({ roles: z.array(RoleName) });
export type AnnouncementOptions = z.infer<typeof AnnouncementOptions>;

/** An announcement as the start page shows it. */
export const AnnouncementBanner = z.strictObject({
	...{ postId: z.uuid(), title: z.string(), excerpt: z.string(), createdAt: z.date() },
	mustAcknowledge: z.boolean(),
});
export type AnnouncementBanner = z.infer<typeof AnnouncementBanner>;

export const DeliveryReport = z.strictObject({
	/** Members it is meant for now. */
	audience: z.int(),
	seen: z.int(),
	acknowledged: z.int(),
	/** Null where none were sent, or longer than thirty days ago. */
	mails: MailCounts.nullable(),
});
export type DeliveryReport = z.infer<typeof DeliveryReport>;

export const MissingMember = z.strictObject({
	...{ id: z.uuid(), handle: z.string(), name: z.string(), avatarFileId: z.uuid().nullable() },
	hasSeen: z.boolean(),
});
export type MissingMember = z.infer<typeof MissingMember>;

export const AnnouncementPart = z.strictObject({
	audience: z.strictObject({ kind: Audience.shape.kind, roles: z.array(z.string()) }),
	mustAcknowledge: z.boolean(),
	acknowledgedAt: z.date().nullable(),
	/** Whether the viewer had it before their eyes already. */
	isSeen: z.boolean(),
	mayAcknowledge: z.boolean(),
	mayReport: z.boolean(),
});
export type AnnouncementPart = z.infer<typeof AnnouncementPart>;
