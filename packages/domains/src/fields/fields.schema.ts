import * as z from 'zod';

/** Fields in use at one time; archived ones are kept beside them. */
export const MOST_FIELDS = 30;
export const MOST_KEPT = 100;
export const MOST_OPTIONS = 50;

export const FieldKind = z.enum([
	...(['text', 'long_text', 'select', 'multi_select', 'date', 'url', 'location', 'file'] as const),
]);
export type FieldKind = z.infer<typeof FieldKind>;

/** Who sees what a member filled in, beside the member: everyone who sees the profile, members, staff, nobody. */
export const FieldVisibility = z.enum(['public', 'members', 'staff', 'self']);
export type FieldVisibility = z.infer<typeof FieldVisibility>;

/** The kinds whose values are short and few enough to look members up by: all but long texts. */
export const FILTERABLE: readonly FieldKind[] = [
	...(['text', 'select', 'multi_select', 'date', 'url', 'location'] as const),
];
export const CHOSEN: readonly FieldKind[] = ['select', 'multi_select'];

/** What a field of kind file takes, as the file's own bytes tell. */
export const FieldFile = z.enum(['picture', 'pdf', 'audio', 'video', 'other']);
export type FieldFile = z.infer<typeof FieldFile>;
export const MOST_FIELD_BYTES = 10 * 1024 * 1024;

/** How long what is typed into a field may be, by its kind. */
export const MOST_CHARACTERS: Readonly<Record<FieldKind, number>> = {
	...{
		text: 200,
		long_text: 2000,
		select: 36,
		multi_select: 36,
		date: 10,
		url: 500,
		location: 120,
		file: 36,
	},
};

export const FieldOption = z.strictObject({
	id: z.uuid(),
	label: z.string().trim().min(1).max(60),
});
export type FieldOption = z.infer<typeof FieldOption>;

const About = {
	label: z.string().trim().min(1).max(60),
	hint: z.string().trim().max(200),
	visibility: FieldVisibility,
	/** For the kinds that are chosen from a list; empty for the others. */
	options: z.array(FieldOption).max(MOST_OPTIONS),
	/** For files: which ones are taken; empty for the other kinds. */
	accepts: z.array(FieldFile).max(FieldFile.options.length).default([]),
	isRequired: z.boolean(),
	isFilterable: z.boolean(),
};

/** A field of the profile as the community defined it; their order is the order in the form. */
export const MemberField = z.strictObject({
	id: z.uuid(),
	kind: FieldKind,
	...About,
	/** Since when it is out of use; what members filled in is kept. */
	archivedAt: z.iso.datetime().nullable(),
	version: z.int().positive(),
});
export type MemberField = z.infer<typeof MemberField>;
export const MemberFields = z.array(MemberField).max(MOST_KEPT);

/**
 * What members filled in, by the field's id; one entry each except where several are chosen, and of files two: its id, and
 * its name.
 */
export const FieldValues = z.record(z.uuid(), z.array(z.string()));
export type FieldValues = z.infer<typeof FieldValues>;

export const CreateField = z.strictObject({ kind: FieldKind, ...About });
export type CreateField = z.infer<typeof CreateField>;

export const FieldRef = z.strictObject({ fieldId: z.uuid() });
export type FieldRef = z.infer<typeof FieldRef>;

/** The kind stays: what was filled in would mean nothing as another. */
export const UpdateField = FieldRef.extend({ ...About, version: z.int().positive() });
export type UpdateField = z.infer<typeof UpdateField>;

export const ArrangeFields = z.strictObject({ fieldIds: z.array(z.uuid()).max(MOST_KEPT) });
export type ArrangeFields = z.infer<typeof ArrangeFields>;

export const ArchiveField = FieldRef.extend({ archived: z.boolean() });
export type ArchiveField = z.infer<typeof ArchiveField>;

/** What is put away with a field, told before it is done. */
export const ArchivePlan = z.strictObject({ filledIn: z.int() });
export type ArchivePlan = z.infer<typeof ArchivePlan>;

/** A field that the viewer may look members up by. */
export const FilterField = MemberField.pick({ id: true, kind: true, label: true, options: true });
export type FilterField = z.infer<typeof FilterField>;

/** What a member fills into one field; empty to say nothing. */
export const FieldInput = FieldRef.extend({
	values: z.array(z.string().max(2000)).max(MOST_OPTIONS),
});
export type FieldInput = z.infer<typeof FieldInput>;

/** What is asked for in one field: any of the options, or all of the words. */
export const FieldFilter = FieldRef.extend({
	values: z.array(z.string().trim().min(1).max(80)).min(1).max(MOST_OPTIONS),
});
export type FieldFilter = z.infer<typeof FieldFilter>;

/** What a member filled in, as far as the viewer may see it, in words. */
export const ShownField = MemberField.pick({ kind: true, label: true, visibility: true }).extend({
	fieldId: z.uuid(),
	values: z.array(z.string()),
});
export type ShownField = z.infer<typeof ShownField>;

/** A field with one's own values, as the form shows it. */
export const OwnField = MemberField.omit({ id: true, archivedAt: true, version: true }).extend({
	fieldId: z.uuid(),
	values: z.array(z.string()),
});
export type OwnField = z.infer<typeof OwnField>;
