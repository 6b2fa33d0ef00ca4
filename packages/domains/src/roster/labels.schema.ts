import * as z from 'zod';

/** So many labels one member has at most, and a community of all its members together. */
export const MOST_LABELS = 20;
export const MOST_KNOWN = 200;
export const LABEL_LENGTH = 40;

/**
 * A word that staff give members for one another; the members never see it. Signs that stand between several in a list
 * are no part of one.
 */
export const Label = z
	.string()
	.overwrite((text) => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
	.min(1)
	.max(LABEL_LENGTH)
	.regex(/^[^,;|\p{Cc}]*$/u);

export const Labels = z.array(Label).max(MOST_LABELS);
export const KnownLabels = z.array(Label).max(MOST_KNOWN);

/** Two spellings with one of these are one label. */
export const foldLabel = (label: string): string => label.toLowerCase();

/** What is added and taken away at once; of one that is in both it stays. */
export const ChangeLabels = z.strictObject({
	memberId: z.uuid(),
	add: Labels.default([]),
	remove: Labels.default([]),
});
export type ChangeLabels = z.infer<typeof ChangeLabels>;
