import * as z from 'zod';
import { FieldInput, MOST_FIELDS, OwnField } from '../fields/fields.schema.ts';
import { PersonName } from '../identity/identity.schema.ts';
import { Bio, Handle } from './members.schema.ts';

/** A field of another's profile, as its form shows it. */
export const EditedField = OwnField.extend({
	/** Seen by the member alone: `values` says nothing of what is there, which can only be replaced. */
	isHidden: z.boolean(),
});
export type EditedField = z.infer<typeof EditedField>;

/** Another's profile, as its form shows it. */
export const EditedProfile = z.strictObject({
	id: z.uuid(),
	name: z.string(),
	handle: z.string(),
	bio: z.string(),
	avatarFileId: z.uuid().nullable(),
	fields: z.array(EditedField),
	version: z.int(),
});
export type EditedProfile = z.infer<typeof EditedProfile>;

export const EditMember = z.strictObject({
	memberId: z.uuid(),
	name: PersonName,
	handle: Handle,
	bio: Bio,
	/** Takes the picture away; nobody chooses one for another. */
	removesAvatar: z.boolean().default(false),
	/** Those that change; the others stay as they were. */
	fields: z.array(FieldInput).max(MOST_FIELDS).default([]),
	/** The version the form started from; another one in between is a conflict, never lost. */
	version: z.int().positive(),
});
export type EditMember = z.infer<typeof EditMember>;
